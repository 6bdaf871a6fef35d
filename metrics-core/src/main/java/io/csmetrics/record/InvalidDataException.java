package io.csmetrics.record;

import java.util.List;
import java.util.stream.Collectors;

/** Data that cannot be used, with every problem that was found in it. */
public final class InvalidDataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 100;

    private final Finding[] findings;

    private final long total;

    /**
     * Creates the exception.
     *
     * @param findings the errors, in the order in which they are told; at least one
     * @param total how many errors there are, at least as many as {@code findings}
     */
    public InvalidDataException(List<Finding> findings, long total) {
        super(message(findings, total));
        this.findings = findings.toArray(Finding[]::new);
        this.total = total;
    }

    /**
     * Returns the errors.
     *
     * @return the errors that were kept
     */
    public List<Finding> findings() {
        return List.of(findings);
    }

    /**
     * Returns how many errors there are.
     *
     * @return the number, which can be larger than the number of {@link #findings()}
     */
    public long total() {
        return total;
    }

    private static String message(List<Finding> findings, long total) {
        String lines = findings.stream().limit(SHOWN).map(Finding::toString).collect(Collectors.joining("\n"));
        if (total == 1) {
            return lines;
        }
        long hidden = total - Math.min(SHOWN, findings.size());
        return total + " problems\n" + lines + (hidden > 0 ? "\nand " + hidden + " more" : "");
    }
}
