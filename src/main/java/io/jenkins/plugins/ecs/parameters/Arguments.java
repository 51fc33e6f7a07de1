package io.jenkins.plugins.ecs.parameters;

import hudson.util.EditDistance;
import io.jenkins.plugins.ecs.oschange.record.Sentences;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * What a script passes, checked before an object is made of it. Jenkins itself only warns of an argument that it does not know, takes any text but {@code true} for false,
 * and repeats all values where one has the wrong type. A text that is blank is refused, too: it is a variable with nothing in it more often than it is meant for the default.
 *
 * <p>Threads: any. Errors: every wrong argument is named in one exception; its value only where that can be no secret: see {@link GivenValue}.
 */
public final class Arguments {

    private static final int LONGEST_NAME = 40;
    private static final int SHORTEST_STEM = 4;

    private static final String CHANGE = "ecsChangeOs";

    /** Either of ID and name is enough, and a build parameter needs no default. */
    private static final Set<String> MAY_BE_BLANK =
            Set.of("serverId", "serverName", "imageId", "imageName", "description", "defaultValue");

    private final String function;
    private final UnaryOperator<String> refusal;
    private final Map<String, DescribableParameter> known = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** The message names what is wrong, in the form of all refusals. */
    public static final class WrongArgumentsException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        WrongArgumentsException(String message) {
            super(message);
        }
    }

    private Arguments(String function, Class<?> type, UnaryOperator<String> refusal) {
        this.function = function;
        this.refusal = refusal;
        DescribableModel.of(type).getParameters().forEach(parameter -> known.put(parameter.getName(), parameter));
    }

    /**
     * @param type whose parameters the arguments are
     * @return the arguments with each value of the type that its parameter has
     * @throws WrongArgumentsException where a name is unknown or a value cannot be meant for its parameter
     */
    public static Map<String, Object> checked(Class<?> type, Map<String, ?> arguments) throws WrongArgumentsException {
        return checked(CHANGE, type, arguments);
    }

    /** The same for any of the steps. @param function the name of the step */
    public static Map<String, Object> checked(String function, Class<?> type, Map<String, ?> arguments)
            throws WrongArgumentsException {
        UnaryOperator<String> refusal =
                function.equals(CHANGE) ? Messages::Arguments_refused : Messages::Arguments_notQueried;
        return new Arguments(function, type, refusal).check(arguments);
    }

    /** The same for a build parameter, which would offer more than was meant. @param symbol its name in scripts */
    static Map<String, Object> checkedDefinition(String symbol, Class<?> type, Map<String, ?> arguments)
            throws WrongArgumentsException {
        return new Arguments(symbol, type, Messages::Arguments_notDefined).check(arguments);
    }

    /** The same for an argument that is itself an object: a map or a symbol with arguments; anything else is left to Jenkins. */
    public static void checkNested(Class<?> type, Object argument) throws WrongArgumentsException {
        if (argument instanceof UninstantiatedDescribable nested) {
            checked(type, nested.getArguments());
        } else if (argument instanceof Map<?, ?> nested) {
            Map<String, Object> named = new LinkedHashMap<>();
            nested.forEach((name, value) -> named.put(String.valueOf(name), value));
            named.remove(DescribableModel.CLAZZ);
            checked(type, named);
        }
    }

    private Map<String, Object> check(Map<String, ?> arguments) {
        Map<String, Object> checked = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            DescribableParameter parameter = known.get(name);
            if (parameter == null) {
                problems.add(unknown(name));
            } else {
                checked.put(name, converted(name, parameter.getErasedType(), value));
            }
        });
        if (!problems.isEmpty()) {
            throw new WrongArgumentsException(
                    refusal.apply(Sentences.all(problems).toString()));
        }
        return checked;
    }

    private Object converted(String name, Class<?> type, Object value) {
        if (type == boolean.class || type == Boolean.class) {
            return bool(name, value);
        }
        if (type == int.class || type == Integer.class) {
            return number(name, value);
        }
        if (type == String.class) {
            return text(name, value);
        }
        return value;
    }

    private Boolean bool(String name, Object value) {
        if (value instanceof Boolean known) {
            return known;
        }
        String text = value instanceof CharSequence ? value.toString() : "";
        if (!text.equals("true") && !text.equals("false")) {
            problems.add(Messages.Arguments_boolean(name, GivenValue.shown(value)));
        }
        return text.equals("true");
    }

    private Integer number(String name, Object value) {
        boolean whole = value instanceof CharSequence
                || value instanceof Number && !(value instanceof Float || value instanceof Double);
        try {
            return Integer.valueOf(whole ? value.toString() : "");
        } catch (NumberFormatException e) { // its message repeats the value
            problems.add(Messages.Arguments_number(name, GivenValue.shown(value)));
            return null;
        }
    }

    private String text(String name, Object value) {
        if (value != null && !(value instanceof CharSequence)) {
            problems.add(Messages.Arguments_text(name, GivenValue.shown(value)));
        } else if (value != null && value.toString().isBlank() && !MAY_BE_BLANK.contains(name)) {
            problems.add(Messages.Arguments_blank(name));
        }
        return value == null ? null : value.toString();
    }

    private String unknown(String name) {
        String shown = name.replaceAll("[^\\p{Alnum}_.-]", "?");
        shown = shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) + '…' : shown;
        String meant = meant(name);
        return meant == null
                ? Messages.Arguments_unknown(shown, String.join(", ", known.keySet()), function)
                : Messages.Arguments_didYouMean(shown, meant, function);
    }

    private String meant(String name) {
        String plain = plain(name);
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            return null;
        }
        for (String candidate : known.keySet()) {
            String other = plain(candidate);
            if (other.equals(plain) || plain.length() >= SHORTEST_STEM && other.startsWith(plain)) {
                return candidate;
            }
        }
        String nearest = EditDistance.findNearest(name, known.keySet());
        int distance = nearest == null ? Integer.MAX_VALUE : EditDistance.editDistance(plain, plain(nearest));
        return distance <= Math.max(2, plain.length() / 3) ? nearest : null;
    }

    private static String plain(String name) {
        return name.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT);
    }
}
