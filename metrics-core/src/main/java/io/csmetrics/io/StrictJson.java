package io.csmetrics.io;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value of a small JSON document that a person wrote, such as KPI definitions or a scorecard. It knows where it stands: the file,
 * the line and the path, as in {@code kpis[3].entry.type}. What is wrong with it goes to the findings instead of being thrown, so that
 * all problems are told at once.
 *
 * <p>How to read an object: get every key by {@link #at} or {@link #required}, read its value by {@link #text()}, {@link #number()},
 * {@link #flag()}, {@link #oneOf}, {@link #items()} or {@link #members()}, which tell a value that does not fit and return empty; then
 * call {@link #done()}, which refuses all keys that nobody asked for; and at last {@link #build}, which runs only if nothing was wrong
 * at or below this value, so that in it {@code orElseThrow()} on what is required is safe:
 *
 * <pre>{@code
 * Optional<Scorecard> scorecard(StrictJson json) {
 *     Optional<String> name = json.required("name").flatMap(StrictJson::text);
 *     Optional<Cadence> cadence = json.at("cadence").flatMap(value -> value.oneOf(StrictJson.words(Cadence.class)));
 *     json.done();
 *     return json.build(() -> new Scorecard(name.orElseThrow(), cadence.orElse(Cadence.MONTHLY)));
 * }
 * }</pre>
 *
 * <p>A document has at most {@value #LARGEST} bytes and {@value #DEEPEST} levels; a key that stands twice in an object is told. A value
 * belongs to one thread. Paths begin with the root that the caller chose: nothing, or a sign such as {@code $}.
 */
public final class StrictJson {
    /** What a document may have at most, in bytes or characters. */
    public static final int LARGEST = 1 << 20;

    /** How deep objects and lists may stand in each other. */
    public static final int DEEPEST = 50;

    private static final int LONGEST_SHOWN = 60;

    private final String source;
    private final Findings findings;
    private final @Nullable StrictJson parent;
    private final String step;
    private final long line;
    private @Nullable Object value;

    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> told = new LinkedHashSet<>();
    private boolean isSound = true;

    StrictJson(String source, Findings findings, @Nullable StrictJson parent, String step, long line) {
        this.source = source;
        this.findings = findings;
        this.parent = parent;
        this.step = step;
        this.line = line;
    }

    static Optional<StrictJson> read(Path file, Findings findings) throws IOException {
        return read(file, "", findings);
    }

    /**
     * Reads a file.
     *
     * @param file the file, UTF-8, at most {@value #LARGEST} bytes; findings have its last name
     * @param root how paths begin, such as {@code $}; empty for paths that begin with a key
     * @param findings where problems go, now and when values are read
     * @return the value in it; empty if it is no JSON, which is told
     * @throws IOException if the file cannot be read
     */
    public static Optional<StrictJson> read(Path file, String root, Findings findings) throws IOException {
        Path name = file.getFileName();
        String source = name == null ? file.toString() : name.toString();
        try (InputStream in = Files.newInputStream(file)) {
            return StrictJsonParser.parse(in.readNBytes(LARGEST + 1), source, root, findings);
        }
    }

    static Optional<StrictJson> parse(String text, String source, Findings findings) {
        return parse(text, source, "", findings);
    }

    /**
     * Reads a text.
     *
     * @param text the text, at most {@value #LARGEST} characters
     * @param source the name that findings give it
     * @param root how paths begin, such as {@code $}; empty for paths that begin with a key
     * @param findings where problems go, now and when values are read
     * @return the value in it; empty if it is no JSON, which is told
     */
    public static Optional<StrictJson> parse(String text, String source, String root, Findings findings) {
        return StrictJsonParser.parse(text, source, root, findings);
    }

    /**
     * Returns where this value stands.
     *
     * @return the path, such as {@code kpis[3].entry.type}; the root for the whole document
     */
    public String path() {
        if (parent == null) {
            return step;
        }
        String before = parent.path();
        return before.isEmpty() && step.startsWith(".") ? step.substring(1) : before + step;
    }

    /**
     * Returns the name that findings give the document.
     *
     * @return the name of the file, or that of the text
     */
    public String source() {
        return source;
    }

    /**
     * Returns the line on which this value begins.
     *
     * @return the line, counted from 1
     */
    public long line() {
        return line;
    }

    /**
     * Returns the value that stands nearest to where a path leads: the innermost one on the way to it. A problem with a key that is not
     * there is told at the object that should have it.
     *
     * @param path a path as {@link #path()} writes it, at or below this value
     * @return the value at the path if there is one, else the last one before it
     */
    public StrictJson nearest(String path) {
        String here = path();
        return path.startsWith(here) ? below(path.substring(here.length())) : this;
    }

    private StrictJson below(String rest) {
        for (StrictJson member : children()) {
            int length = member.step.length();
            boolean leadsOn = rest.startsWith(member.step)
                    && (rest.length() == length || rest.charAt(length) == '.' || rest.charAt(length) == '[');
            if (leadsOn) {
                return member.below(rest.substring(length));
            }
        }
        return this;
    }

    @SuppressWarnings("unchecked") // the parser puts such maps and lists here
    private Collection<StrictJson> children() {
        if (value instanceof Map) {
            return ((Map<String, StrictJson>) value).values();
        }
        return value instanceof List ? (List<StrictJson>) value : List.of();
    }

    /** The step to a key; a key that is no plain word stands in brackets, a long one is cut. */
    static String step(String key) {
        String shown = shown(key);
        boolean plain = shown.equals(key)
                && !key.isEmpty()
                && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '$');
        return plain ? "." + key : "[\"" + shown + "\"]";
    }

    /**
     * Returns the value as an error shows it.
     *
     * @return a text without quotes, printable and cut if it is long; {@code an object}, {@code a list}, a number, a flag or {@code null}
     */
    public String found() {
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof List) {
            return "a list";
        }
        return shown(String.valueOf(value));
    }

    private static String shown(String text) {
        return UnicodeText.printable(text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…");
    }

    /**
     * Tells the kind of this value.
     *
     * @return whether it is an object
     */
    public boolean isObject() {
        return value instanceof Map;
    }

    /**
     * Tells the kind of this value.
     *
     * @return whether it is a list
     */
    public boolean isList() {
        return value instanceof List;
    }

    /**
     * Tells the kind of this value.
     *
     * @return whether it is a text
     */
    public boolean isText() {
        return value instanceof String;
    }

    /**
     * Tells the kind of this value.
     *
     * @return whether it is a number
     */
    public boolean isNumber() {
        return value instanceof BigDecimal;
    }

    /**
     * Tells the kind of this value.
     *
     * @return whether it is a flag
     */
    public boolean isFlag() {
        return value instanceof Boolean;
    }

    /** Tells whether this is an object with a key; the key does not count as asked for. */
    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    /**
     * Returns the text, which must not be blank.
     *
     * @return the text; empty if it is none, which is told
     */
    public Optional<String> text() {
        if (!(value instanceof String text)) {
            return error("must be a text", "put it in quotes");
        }
        return text.isBlank()
                ? error("must not be blank", "leave the key out where there is nothing to say")
                : Optional.of(text);
    }

    /**
     * Returns the decimal number.
     *
     * @return the number; empty if it is none, which is told
     */
    public Optional<BigDecimal> number() {
        return value instanceof BigDecimal number
                ? Optional.of(number)
                : error("must be a number", isText() ? "write a number without quotes" : "correct it");
    }

    /**
     * Returns the whole number.
     *
     * @param least the smallest that is right
     * @param most the largest that is right
     * @return the number; empty if it is none, which is told
     */
    public Optional<Integer> wholeNumber(int least, int most) {
        if (value instanceof BigDecimal number
                && number.compareTo(BigDecimal.valueOf(least)) >= 0
                && number.compareTo(BigDecimal.valueOf(most)) <= 0
                && number.stripTrailingZeros().scale() <= 0) {
            return Optional.of(number.intValueExact());
        }
        return error("must be a whole number from " + least + " to " + most, "correct it");
    }

    /**
     * Returns the flag.
     *
     * @return the flag; empty if it is none, which is told
     */
    public Optional<Boolean> flag() {
        return value instanceof Boolean flag
                ? Optional.of(flag)
                : error("must be true or false", isText() ? "write true or false without quotes" : "correct it");
    }

    /**
     * Returns what a text stands for.
     *
     * @param <V> the type of what it stands for
     * @param choices what it can stand for, by its text; {@link #words} gives those of an enum
     * @return what was chosen; empty if it is none of them, which is told with the nearest
     */
    public <V> Optional<V> oneOf(Map<String, V> choices) {
        if (value instanceof String text) {
            V chosen = choices.get(text);
            return chosen == null
                    ? error("must be one of " + String.join(", ", choices.keySet()), didYouMean(text, choices.keySet()))
                    : Optional.of(chosen);
        }
        return error("must be a text, one of " + String.join(", ", choices.keySet()), "correct it");
    }

    /**
     * Returns what a text stands for, as {@link #oneOf}, but where that is told to be wrong the nearest choice, if one is near: what it
     * decides can then be read on, and its mistakes are told as well.
     *
     * @param <V> the type of what it stands for
     * @param choices what it can stand for, by its text
     * @return what was chosen or meant
     */
    public <V> Optional<V> variant(Map<String, V> choices) {
        Optional<V> chosen = oneOf(choices);
        return chosen.isPresent() || !(value instanceof String text)
                ? chosen
                : Suggestion.nearest(text, choices.keySet()).map(choices::get);
    }

    /**
     * Returns the constants of an enum by how JSON writes them: {@code VALUE_REALIZATION} is {@code value-realization}.
     *
     * @param <E> the enum
     * @param type the enum
     * @return the choices in their order
     */
    public static <E extends Enum<E>> Map<String, E> words(Class<E> type) {
        return choices(type, StrictJson::word);
    }

    /** A constant as JSON writes it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constants of an enum by their names. */
    static <E extends Enum<E>> Map<String, E> names(Class<E> type) {
        return choices(type, Enum::name);
    }

    /** The constants of an enum by a text of each. */
    static <E extends Enum<E>> Map<String, E> choices(Class<E> type, Function<E, String> text) {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(text.apply(constant), constant);
        }
        return choices;
    }

    /**
     * Returns the items of the list.
     *
     * @return the items; none where there is no list, which is told
     */
    @SuppressWarnings("unchecked") // the parser puts such lists here
    public List<StrictJson> items() {
        if (value instanceof List) {
            return (List<StrictJson>) value;
        }
        error("must be a list", "put it in brackets");
        return List.of();
    }

    /** Returns the items of the list, or this value itself where it is no list: for what is often one, sometimes several. */
    List<StrictJson> oneOrMany() {
        return isList() ? items() : List.of(this);
    }

    /**
     * Returns all values of the object by key, which all count as asked for.
     *
     * @return the values in the order of the document; none where there is no object, which is told
     */
    public Map<String, StrictJson> members() {
        Map<String, StrictJson> members = object();
        asked.addAll(members.keySet());
        return members;
    }

    @SuppressWarnings("unchecked") // the parser puts such maps here
    private Map<String, StrictJson> object() {
        if (value instanceof Map) {
            return (Map<String, StrictJson>) value;
        }
        // told once, however many keys are asked for
        if (told.add("")) {
            error("must be an object", "put it in braces");
        }
        return Map.of();
    }

    /**
     * Returns the value of a key of this object.
     *
     * @param key the key
     * @return the value; empty where there is none
     */
    public Optional<StrictJson> at(String key) {
        Map<String, StrictJson> members = object();
        asked.add(key);
        return Optional.ofNullable(members.get(key));
    }

    /**
     * Returns the value of a key that this object must have.
     *
     * @param key the key
     * @return the value; empty where there is none, which is told
     */
    public Optional<StrictJson> required(String key) {
        Optional<StrictJson> member = at(key);
        return member.isPresent() || !isObject() ? member : missing(key);
    }

    private <V> Optional<V> missing(String key) {
        Set<String> others = new LinkedHashSet<>(object().keySet());
        others.removeAll(asked);
        // a key that is nearly this one is the same mistake, and is told here only
        Optional<String> meant = isCrowded() ? Optional.empty() : Suggestion.nearest(key, others);
        meant.ifPresent(told::add);
        return report(
                path().isEmpty() ? key : path() + step(key),
                "",
                "must be there",
                meant.map(other -> "rename " + other).orElse("add it"));
    }

    /**
     * Returns which one of some keys this object has: the key by which its kind is known. None of them, or two, is an error.
     *
     * @param keys the keys
     * @return the one that is there; empty otherwise, which is told
     */
    public Optional<String> leading(Collection<String> keys) {
        Map<String, StrictJson> members = object();
        if (!isObject()) {
            return Optional.empty();
        }
        List<String> there = keys.stream().filter(members::containsKey).toList();
        if (there.size() == 1) {
            return Optional.of(there.get(0));
        }
        // without knowing its kind, no key can be called unknown
        told.addAll(members.keySet());
        if (there.size() > 1) {
            return error(String.join(" and ", there), "must not stand together", "keep one of them");
        }
        String remedy = members.keySet().stream()
                .limit(LONGEST_SHOWN)
                .flatMap(key ->
                        Suggestion.nearest(key, keys).map(near -> "rename " + shown(key) + " to " + near).stream())
                .findFirst()
                .orElse("add it");
        return error(
                String.join(", ", members.keySet()), "must have one of the keys " + String.join(", ", keys), remedy);
    }

    /** Refuses the keys of this object that nobody asked for. */
    public void done() {
        object().forEach((key, member) -> {
            if (!asked.contains(key) && told.add(key)) {
                member.error(shown(key), "must be one of the keys " + String.join(", ", asked), didYouMean(key, asked));
            }
        });
    }

    /** A remedy that names the nearest of some candidates. Where many errors are told already, nobody looks for the nearest. */
    String didYouMean(String text, Collection<String> candidates) {
        return isCrowded() ? "correct it" : Suggestion.remedy(text, candidates, "correct it");
    }

    private boolean isCrowded() {
        return findings.errorCount() >= Findings.KEPT;
    }

    /**
     * Tells a problem with this value.
     *
     * @param <V> the type of the value that there would be
     * @param rule what must hold
     * @param remedy what to do
     * @return empty, as the value
     */
    public <V> Optional<V> error(String rule, String remedy) {
        return error(found(), rule, remedy);
    }

    /**
     * Tells a problem with this value, which is not shown itself.
     *
     * @param shown what is wrong in it
     * @param rule what must hold
     * @param remedy what to do
     * @return empty, as the value
     */
    <V> Optional<V> error(String shown, String rule, String remedy) {
        return report(path(), shown(shown), rule, remedy);
    }

    private <V> Optional<V> report(String place, String shown, String rule, String remedy) {
        findings.add(Finding.error(source, line, place, shown, rule, remedy));
        return unsound();
    }

    /**
     * Says that this value cannot be used, for a reason that was told elsewhere: {@link #build} will not run.
     *
     * @param <V> the type of the value that there would be
     * @return empty, as the value
     */
    public <V> Optional<V> unsound() {
        for (StrictJson above = this; above != null; above = above.parent) {
            above.isSound = false;
        }
        return Optional.empty();
    }

    /**
     * Tells whether nothing was wrong so far at or below this value.
     *
     * @return whether it can be used
     */
    public boolean isSound() {
        return isSound;
    }

    /**
     * Makes what this value stands for, unless something was wrong at or below it. What a constructor refuses is told here.
     *
     * @param <V> the type of what is made
     * @param maker makes it; may throw {@link IllegalArgumentException} and {@link ArithmeticException}
     * @return what was made
     */
    public <V> Optional<V> build(Supplier<V> maker) {
        if (!isSound) {
            return Optional.empty();
        }
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            String message = String.valueOf(e.getMessage());
            int remedy = message.lastIndexOf("; ");
            return report(
                    path(),
                    "",
                    remedy < 0 ? message : message.substring(0, remedy),
                    remedy < 0 ? "" : message.substring(remedy + 2));
        }
    }

    /**
     * Makes what one part of this value stands for; see {@link #build(Supplier)}.
     *
     * @param part the part, empty if something was wrong with it
     * @param maker makes it
     * @return what was made
     */
    <P, V> Optional<V> build(Optional<P> part, Function<? super P, ? extends V> maker) {
        return part.flatMap(known -> build(() -> maker.apply(known)));
    }

    /** Sets the value once it is read: a text, a number, a flag, null, an unmodifiable map or list. */
    StrictJson holding(@Nullable Object parsed) {
        value = parsed;
        return this;
    }
}
