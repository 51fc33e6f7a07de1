package io.jenkins.plugins.ecs.run;

import hudson.XmlFile;
import io.jenkins.plugins.ecs.oschange.preflight.Validation;
import io.jenkins.plugins.ecs.oschange.record.ChangeRecord;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.util.xml.XMLUtils;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** The queues on disk: a file for the queue of each server, in a folder in which other files are ignored. Threads: any, one at a time for each server. */
final class QueueFiles {

    private static final String SUFFIX = ".xml";

    private QueueFiles() {}

    static File folder() {
        return new File(Jenkins.get().getRootDir(), "ecs-change-os");
    }

    /** The server as queues name it. */
    static String server(ChangeRecord change) {
        return change.serverId().toLowerCase(Locale.ROOT);
    }

    static XmlFile of(String server) {
        return new XmlFile(new File(folder(), server + SUFFIX));
    }

    /** All servers that have a queue on disk. */
    static List<String> servers() {
        String[] names = folder().list();
        return Stream.of(names == null ? new String[0] : names)
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .filter(name -> Validation.serverId(name) == null)
                .toList();
    }

    /** @return empty where there is no file. @throws IOException when anything in it cannot be read: nobody knows then who goes before */
    static List<QueueEntry> read(String server) throws IOException {
        XmlFile file = of(server);
        List<QueueEntry> queue = new ArrayList<>();
        if (file.exists()) {
            if (!(file.read() instanceof List<?> entries) || entries.size() != elements(file.getFile())) {
                throw new IOException("not the queue of a server");
            }
            for (Object entry : entries) {
                if (!(entry instanceof QueueEntry known)) {
                    throw new IOException("not a queue of OS changes");
                }
                queue.add(known);
            }
        }
        return queue;
    }

    /** How many there are in a list: Jenkins leaves out those that it cannot read. */
    private static int elements(File file) throws IOException {
        try {
            Node list = XMLUtils.parse(file, StandardCharsets.UTF_8.name()).getDocumentElement();
            int elements = 0;
            for (Node child = list.getFirstChild(); child != null; child = child.getNextSibling()) {
                elements += child.getNodeType() == Node.ELEMENT_NODE ? 1 : 0;
            }
            return elements;
        } catch (SAXException e) {
            throw new IOException(e);
        }
    }

    /** Keeps a file that cannot be read under a name that is none of a queue. */
    static void setAside(String server) throws IOException {
        Path file = of(server).getFile().toPath();
        Files.move(file, file.resolveSibling(server + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** An empty queue has no file. */
    static void write(String server, List<QueueEntry> queue) throws IOException {
        if (queue.isEmpty()) {
            of(server).delete();
        } else {
            of(server).write(new ArrayList<>(queue));
        }
    }
}
