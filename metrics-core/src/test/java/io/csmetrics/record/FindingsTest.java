package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void errorsAndNoticesAreKeptApart() {
        Findings findings = new Findings();
        findings.addAll(List.of(error("a", 1), notice("a", 2), notice("a", 3)));
        assertThat(findings.errors()).containsExactly(error("a", 1));
        assertThat(findings.notices()).containsExactly(notice("a", 2), notice("a", 3));
        assertThat(findings.errorCount()).isEqualTo(1);
        assertThat(findings.noticeCount()).isEqualTo(2);
    }

    @Test
    void findingsComeBySourceThenLineThenFieldThenRule() {
        Finding first = Finding.error("a", 2, "x", "v", "r", "");
        Finding second = Finding.error("a", 10, "x", "v", "r", "");
        Finding third = Finding.error("a", 10, "y", "v", "q", "");
        Finding fourth = Finding.error("a", 10, "y", "v", "r", "");
        Finding fifth = Finding.error("b", 1, "x", "v", "r", "");
        Findings findings = new Findings();
        findings.addAll(List.of(fifth, fourth, third, second, first));
        assertThat(findings.errors()).containsExactly(first, second, third, fourth, fifth);
    }

    @Test
    void allAreCountedAndTheFirstThousandOfEachKept() {
        Findings findings = new Findings();
        for (int line = 1; line <= 1_500; line++) {
            findings.add(error("a", line));
            findings.add(notice("a", line));
        }
        assertThat(findings.errors()).hasSize(Findings.KEPT).last().isEqualTo(error("a", 1_000));
        assertThat(findings.notices()).hasSize(Findings.KEPT).last().isEqualTo(notice("a", 1_000));
        assertThat(findings.errorCount()).isEqualTo(1_500);
        assertThat(findings.noticeCount()).isEqualTo(1_500);
    }

    @Test
    void noticesAloneRefuseNothing() {
        Findings findings = new Findings();
        findings.add(notice("a", 1));
        assertThatCode(findings::throwIfErrors).doesNotThrowAnyException();
    }

    @Test
    void oneErrorIsToldAsItIs() {
        Findings findings = new Findings();
        findings.add(error("a", 1));
        assertThatThrownBy(findings::throwIfErrors)
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("a:1: x: v, rule");
    }

    @Test
    void severalErrorsAreCountedThenTold() {
        Findings findings = new Findings();
        findings.addAll(List.of(error("a", 2), error("a", 1), notice("a", 3)));
        assertThatThrownBy(findings::throwIfErrors).hasMessage("2 problems\na:1: x: v, rule\na:2: x: v, rule");
    }

    @Test
    void theMessageShowsAHundredAndTellsHowManyMoreThereAre() {
        Findings findings = new Findings();
        for (int line = 1; line <= 1_500; line++) {
            findings.add(error("a", line));
        }
        InvalidDataException refused = catchThrowableOfType(InvalidDataException.class, findings::throwIfErrors);
        assertThat(refused.getMessage())
                .startsWith("1500 problems\na:1: ")
                .endsWith("a:100: x: v, rule\nand 1400 more")
                .hasLineCount(102);
        assertThat(refused.findings()).hasSize(Findings.KEPT);
        assertThat(refused.total()).isEqualTo(1_500);
    }

    @Test
    void theMessageAndTheTotalSurviveSerialisation() throws IOException, ClassNotFoundException {
        InvalidDataException refused = new InvalidDataException(List.of(error("a", 1), error("a", 2)), 2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(refused);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            InvalidDataException read = (InvalidDataException) in.readObject();
            assertThat(read).hasMessage(refused.getMessage());
            assertThat(read.total()).isEqualTo(2);
            assertThat(read.findings()).isSubsetOf(refused.findings());
        }
    }

    private static Finding error(String source, long line) {
        return Finding.error(source, line, "x", "v", "rule", "");
    }

    private static Finding notice(String source, long line) {
        return Finding.notice(source, line, "x", "v", "rule", "");
    }
}
