package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingTest {
    @Test
    void aFindingReadsAsOneLineThatStartsWithItsPlace() {
        assertThat(Finding.error("contracts.csv", 7, "ends_on", "2025-01-01", "must be after starts_on", "check it"))
                .hasToString("contracts.csv:7: ends_on: 2025-01-01, must be after starts_on, check it");
    }

    @Test
    void partsThatAreEmptyLeaveNoTrace() {
        assertThat(Finding.error("accounts.csv", 0, "", "", "must have a header", ""))
                .hasToString("accounts.csv: must have a header");
        assertThat(Finding.notice("accounts.csv", 0, "id", 5, "is a number", ""))
                .hasToString("accounts.csv: id: 5, is a number");
    }

    @Test
    void controlCharactersInTheValueAreEscaped() {
        assertThat(Finding.error("f", 1, "x", "a\nb\tc\u0007", "rule", ""))
                .hasToString("f:1: x: a\\u000ab\\u0009c\\u0007, rule");
    }

    @Test
    void onlyAValueOfMoreThanEightyCharactersIsCut() {
        String eighty = "a".repeat(80);
        assertThat(Finding.error("f", 1, "x", eighty, "rule", "")).hasToString("f:1: x: " + eighty + ", rule");
        assertThat(Finding.error("f", 1, "x", eighty + "b", "rule", "")).hasToString("f:1: x: " + eighty + "…, rule");
    }

    @Test
    void onlyAnErrorIsAnError() {
        Finding error = Finding.error("f", 1, "x", "v", "rule", "remedy");
        Finding notice = Finding.notice("f", 1, "x", "v", "rule", "remedy");
        assertThat(error.isError()).isTrue();
        assertThat(error.severity()).isEqualTo(Finding.Severity.ERROR);
        assertThat(notice.isError()).isFalse();
        assertThat(notice.severity()).isEqualTo(Finding.Severity.NOTICE);
    }

    @Test
    void aFindingMovesToAnotherPlaceAndKeepsTheRest() {
        Finding notice = Finding.notice("contract \"C\"", 0, "endsOn", "v", "rule", "remedy");
        assertThat(notice.at("contracts.csv", 12, "ends_on"))
                .isEqualTo(Finding.notice("contracts.csv", 12, "ends_on", "v", "rule", "remedy"));
    }
}
