package io.csmetrics.health.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what is wrong with a part of a model, so that all of it is told at once. */
final class PartCheck {
    private static final int LONGEST_SHOWN = 60;

    private final List<ModelProblem> problems = new ArrayList<>();

    PartCheck that(boolean holds, String path, String message) {
        if (!holds) {
            problems.add(ModelProblem.error(path, message));
        }
        return this;
    }

    PartCheck name(String path, String value) {
        return that(
                !value.isBlank()
                        && value.length() <= HealthModel.LONGEST_NAME
                        && value.strip().equals(value),
                path,
                "\"" + shown(value) + "\"; a name must have 1 to " + HealthModel.LONGEST_NAME
                        + " characters, none of them a blank at an end");
    }

    private static String shown(String value) {
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "…";
    }

    PartCheck text(String path, Optional<String> value) {
        return that(value.filter(String::isBlank).isEmpty(), path, "must not be blank; leave it out");
    }

    PartCheck finite(String path, double value) {
        return that(Double.isFinite(value), path, text(value) + "; it must be a number");
    }

    PartCheck positive(String path, double value) {
        return that(value > 0 && Double.isFinite(value), path, text(value) + "; it must be above 0");
    }

    PartCheck share(String path, double value) {
        return that(value >= 0 && value <= 1, path, text(value) + "; it must be from 0 to 1");
    }

    void done() {
        if (!problems.isEmpty()) {
            throw new InvalidModelException(problems);
        }
    }

    /** A number as a person writes it: 10, not 10.0 or 1E+1. */
    static String text(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal plain = BigDecimal.valueOf(number).stripTrailingZeros();
        return plain.signum() == 0 ? "0" : plain.toPlainString();
    }
}
