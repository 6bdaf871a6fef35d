package io.csmetrics.io;

/** A text that is no value of its column: which rule it breaks and what to do. It never leaves the package. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final String remedy;

    Unfit(String rule, String remedy) {
        // thrown for every bad cell of a file, where a stack trace is slow and tells nothing
        super(rule, null, false, false);
        this.rule = rule;
        this.remedy = remedy;
    }

    String rule() {
        return rule;
    }

    String remedy() {
        return remedy;
    }
}
