package io.csmetrics.record;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gathers findings, so that all problems are told at once. Errors and notices are both counted without limit; of each the first
 * {@value #KEPT} are kept. Not safe for use by several threads.
 */
public final class Findings {
    /** How many errors, and how many notices, are kept in full. */
    public static final int KEPT = 1_000;

    private static final Comparator<Finding> BY_PLACE = Comparator.comparing(Finding::source)
            .thenComparingLong(Finding::line)
            .thenComparing(Finding::field)
            .thenComparing(Finding::rule);

    private final List<Finding> errors = new ArrayList<>();
    private final List<Finding> notices = new ArrayList<>();
    private long errorCount;
    private long noticeCount;

    /** Begins without findings. */
    public Findings() {}

    /**
     * Adds a finding.
     *
     * @param finding the finding
     */
    public void add(Finding finding) {
        List<Finding> kept = finding.isError() ? errors : notices;
        if (finding.isError()) {
            errorCount++;
        } else {
            noticeCount++;
        }
        if (kept.size() < KEPT) {
            kept.add(finding);
        }
    }

    /**
     * Adds findings.
     *
     * @param findings the findings
     */
    public void addAll(Collection<Finding> findings) {
        findings.forEach(this::add);
    }

    /**
     * Adds what others have gathered, and counts what they did not keep as well.
     *
     * @param others the findings
     */
    public void addAll(Findings others) {
        addAll(others.errors);
        addAll(others.notices);
        errorCount += others.errorCount - others.errors.size();
        noticeCount += others.noticeCount - others.notices.size();
    }

    /**
     * Returns the errors that were kept, by source, line and field.
     *
     * @return at most {@value #KEPT} errors
     */
    public List<Finding> errors() {
        return errors.stream().sorted(BY_PLACE).toList();
    }

    /**
     * Returns the notices that were kept, by source, line and field.
     *
     * @return at most {@value #KEPT} notices
     */
    public List<Finding> notices() {
        return notices.stream().sorted(BY_PLACE).toList();
    }

    /**
     * Returns how many errors there are, kept or not.
     *
     * @return the number of errors
     */
    public long errorCount() {
        return errorCount;
    }

    /**
     * Returns how many notices there are, kept or not.
     *
     * @return the number of notices
     */
    public long noticeCount() {
        return noticeCount;
    }

    /**
     * Refuses the data if there is an error.
     *
     * @throws InvalidDataException with every error that was kept, and the total
     */
    public void throwIfErrors() {
        if (errorCount > 0) {
            throw new InvalidDataException(errors(), errorCount);
        }
    }

    /**
     * Returns the findings, one a line.
     *
     * @return errors, then notices, as far as they are kept
     */
    @Override
    public String toString() {
        return Stream.concat(errors().stream(), notices().stream())
                .map(Finding::toString)
                .collect(Collectors.joining("\n"));
    }
}
