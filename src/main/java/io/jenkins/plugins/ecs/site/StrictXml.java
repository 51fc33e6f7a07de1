package io.jenkins.plugins.ecs.site;

import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.ReaderWrapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.XStream2;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a saved object, and finds what Jenkins would drop, or take for another value, without a word: elements and attributes that are unknown, elements that stand there twice, elements within a text,
 * booleans that are neither true nor false, numbers that are none. Values are never kept, since they may be secrets. Threads: one.
 */
public final class StrictXml extends ReaderWrapper {

    /** Of a name that is shown. */
    private static final int LONGEST_NAME = 40;

    /** Those of XStream and Jenkins, not of the object. */
    private static final Set<String> ATTRIBUTES =
            Set.of("plugin", "class", "reference", "id", "resolves-to", "serialization", "defined-in");

    private final Map<String, Class<?>> known;
    private final String path;
    private final Set<String> unread;
    private final Set<String> met = new HashSet<>();
    private int depth;

    private StrictXml(HierarchicalStreamReader reader, Class<?> type, String path, Set<String> unread) {
        super(reader);
        this.path = path;
        this.unread = unread;
        known = Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(part -> Arrays.stream(part.getDeclaredFields()))
                .filter(field -> (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0)
                .collect(Collectors.toMap(Field::getName, Field::getType, (own, inherited) -> own));
        checkAttributes(path.replaceFirst("/$", ""));
    }

    @Override
    public void moveDown() {
        super.moveDown();
        if (++depth == 1) {
            checkAttributes(path + shown(getNodeName()));
        }
    }

    /** Its text is looked at last: once that was read, an element has no attributes any more. */
    @Override
    public void moveUp() {
        if (depth-- == 1 && !isUnderstood(getNodeName())) {
            unread.add(path + shown(getNodeName()));
        }
        super.moveUp();
    }

    private void checkAttributes(String element) {
        Iterator<?> names = getAttributeNames();
        while (names.hasNext()) {
            String name = (String) names.next();
            if (!ATTRIBUTES.contains(name)) {
                unread.add(element + '@' + shown(name));
            }
        }
    }

    private boolean isUnderstood(String name) {
        Class<?> type = known.get(name);
        if (type == null || !met.add(name)) {
            return false;
        }
        if (type == String.class) {
            return !hasMoreChildren();
        }
        if (type == boolean.class || type == Boolean.class) {
            return getValue().matches("(?i)true|false");
        }
        boolean number = type == int.class || type == Integer.class;
        return !number || getValue().matches("-?(0|[1-9]\\d{0,8})");
    }

    private static String shown(String name) {
        String plain = name.replaceAll("[^\\p{Alnum}_.-]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + '…' : plain;
    }

    /** Names that were found when an object was read before, with those that are found now. */
    public static String joined(@CheckForNull String before, String now) {
        return before == null || before.equals(now) ? now : before + ", " + now;
    }

    /**
     * Reads the objects of a type; the outermost one that is read so notes what was not understood of it and of those within it. XStream finds the converter of a type by the name
     * {@code ConverterImpl}.
     */
    public abstract static class Converter<T> extends XStream2.PassthruConverter<T> {

        private final Class<T> type;

        protected Converter(XStream2 xstream, Class<T> type) {
            super(xstream);
            this.type = type;
        }

        @Override
        public final Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
            if (context.get(StrictXml.class) instanceof Outermost outer) {
                String name = reader.getNodeName().replaceFirst(".*\\.", "");
                return super.unmarshal(new StrictXml(reader, type, shown(name) + '/', outer.unread), context);
            }
            Outermost outer = new Outermost(new LinkedHashSet<>());
            context.put(StrictXml.class, outer);
            try {
                T read = type.cast(super.unmarshal(new StrictXml(reader, type, "", outer.unread), context));
                if (!outer.unread.isEmpty()) {
                    note(read, String.join(", ", outer.unread));
                }
                return read;
            } finally {
                context.put(StrictXml.class, null);
            }
        }

        /** @param unread names of elements and attributes. They are lost when the object is saved, so their names have to be kept */
        protected void note(T read, String unread) {
            // by default never outermost
        }

        @Override
        protected final void callback(T read, UnmarshallingContext context) {
            // the elements have been looked at
        }

        private record Outermost(Set<String> unread) {}
    }
}
