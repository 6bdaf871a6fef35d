package io.csmetrics.cli;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.io.PrintWriter;
import java.util.List;

/** Prints findings, one a line. */
final class FindingList {
    /** How many are shown; all are counted. */
    static final int SHOWN = 100;

    private FindingList() {}

    /** Prints errors, and how many there are. */
    static void print(List<Finding> errors, long total, PrintWriter err) {
        errors.stream().limit(SHOWN).forEach(err::println);
        err.println(
                total == 1
                        ? "1 finding"
                        : total + " findings" + (total > SHOWN ? ", of which the first " + SHOWN + " are shown" : ""));
    }

    /** Prints what can be told beside figures: what was repaired or skipped, and what is worth knowing. */
    static void print(Findings findings, PrintWriter err) {
        if (findings.errorCount() > 0) {
            print(findings.errors(), findings.errorCount(), err);
        }
        findings.notices().stream().limit(SHOWN).forEach(notice -> err.println("notice: " + notice));
        if (findings.noticeCount() > SHOWN) {
            err.println("notice: there are " + findings.noticeCount() + " notices, of which the first " + SHOWN
                    + " are shown");
        }
    }
}
