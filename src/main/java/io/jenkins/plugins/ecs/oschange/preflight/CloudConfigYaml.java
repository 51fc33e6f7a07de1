package io.jenkins.plugins.ecs.oschange.preflight;

import static io.jenkins.plugins.ecs.oschange.record.Texts.text;

import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Whether cloud-init could read a configuration: it ignores one whose YAML does not parse. Only composed, never made into objects, so aliases cost nothing. */
final class CloudConfigYaml {

    private static final int DEEPEST = 200;

    private CloudConfigYaml() {}

    /** @return a sentence without any of the text, since that may be secret; or null */
    static String problem(String yaml, UserDataKind kind, int linesBefore) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            boolean list = kind == UserDataKind.CLOUD_CONFIG_ARCHIVE;
            if (root == null || root instanceof MappingNode || list && root instanceof SequenceNode) {
                return null;
            }
            return text(list ? "userData.yaml.noList" : "userData.yaml.noMapping");
        } catch (MarkedYAMLException e) {
            return e.getProblemMark() == null
                    ? text("userData.yaml")
                    : text(
                            "userData.yaml.at",
                            e.getProblemMark().getLine() + 1 + linesBefore,
                            e.getProblemMark().getColumn() + 1);
        } catch (YAMLException e) {
            return text("userData.yaml");
        }
    }
}
