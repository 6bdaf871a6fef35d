package io.csmetrics.health.io;

import io.csmetrics.io.StrictJson;
import io.csmetrics.record.Suggestion;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An object of a model file whose keys are known. A key that is not is told; if it is nearly one that is missing, it is read as that one,
 * so that what is wrong with its value is told too, and not that the right key is missing.
 */
final class ModelObject {
    private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

    private final StrictJson json;
    private final ProblemLog log;
    private final Map<String, StrictJson> members;
    private final Map<String, StrictJson> meant = new HashMap<>();

    ModelObject(StrictJson json, List<String> keys, ProblemLog log) {
        this.json = json;
        this.log = log;
        this.members = json.members();
        members.forEach((key, member) -> {
            if (!keys.contains(key)) {
                unknown(key, member, keys);
            }
        });
    }

    private void unknown(String key, StrictJson member, List<String> keys) {
        Optional<String> here = log.isCrowded() ? Optional.empty() : Suggestion.nearest(key, keys);
        Optional<String> near =
                here.isPresent() || log.isCrowded() || ModelKeys.all().contains(key)
                        ? here
                        : Suggestion.nearest(key, ModelKeys.all());
        log.error(
                member,
                "unknown key; "
                        + near.map(known -> "did you mean \"" + known + "\"?")
                                .orElse("known are " + String.join(", ", keys)));
        here.filter(known -> !members.containsKey(known)).ifPresent(known -> meant.putIfAbsent(known, member));
    }

    Optional<StrictJson> at(String key) {
        return Optional.ofNullable(members.getOrDefault(key, meant.get(key)));
    }

    Optional<StrictJson> required(String key) {
        Optional<StrictJson> member = at(key);
        return member.isPresent() ? member : json.required(key);
    }

    Optional<String> text(String key) {
        return at(key).flatMap(StrictJson::text);
    }

    boolean flag(String key, boolean usual) {
        return at(key).flatMap(StrictJson::flag).orElse(usual);
    }

    Optional<Double> number(String key) {
        return at(key).flatMap(ProblemLog::number);
    }

    OptionalDouble decimal(String key) {
        return number(key).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    int whole(String key, int usual) {
        return at(key).flatMap(this::whole).orElse(usual);
    }

    /** Any whole number: whether it is too small or too large for its place is the part's own rule. */
    Optional<Integer> whole(StrictJson value) {
        return value.number().flatMap(number -> {
            boolean isWhole = number.stripTrailingZeros().scale() <= 0;
            boolean fits = number.abs().compareTo(MOST) <= 0;
            return isWhole && fits
                    ? Optional.of(number.intValueExact())
                    : log.error(value, number + "; it must be a whole number" + (fits ? "" : " of at most " + MOST));
        });
    }

    Optional<double[]> numbers(String... keys) {
        double[] numbers = new double[keys.length];
        boolean isWhole = true;
        for (int i = 0; i < keys.length; i++) {
            Optional<Double> number = required(keys[i]).flatMap(ProblemLog::number);
            numbers[i] = number.orElse(0.0);
            isWhole &= number.isPresent();
        }
        return isWhole ? Optional.of(numbers) : Optional.empty();
    }
}
