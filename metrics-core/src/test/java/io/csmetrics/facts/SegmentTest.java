package io.csmetrics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static Segment segment(Map<String, String> attributes) {
        return new Segment(new TreeMap<>(attributes));
    }

    @Test
    void attributesStandInTheOrderOfTheirNames() {
        assertThat(segment(Map.of("segment", "SMB", "region", "EMEA"))).hasToString("region=EMEA, segment=SMB");
        assertThat(Segment.of("region", Segment.NONE)).hasToString("region=(none)");
    }

    @Test
    void theGroupOfAllAccountsHasNoAttribute() {
        assertThat(Segment.overall().isOverall()).isTrue();
        assertThat(Segment.overall()).hasToString("overall");
        assertThat(Segment.of("region", "EMEA").isOverall()).isFalse();
    }

    @Test
    void aSegmentIsACopy() {
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("region", "EMEA"));
        Segment segment = new Segment(attributes);
        attributes.put("region", "APAC");
        assertThat(segment).isEqualTo(Segment.of("region", "EMEA"));
        assertThatThrownBy(() -> segment.attributes().put("region", "APAC"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aSegmentRollsUpIntoFewerAttributes() {
        Segment fine = segment(Map.of("region", "EMEA", "segment", "SMB"));
        assertThat(fine.only(List.of("region"))).isEqualTo(Segment.of("region", "EMEA"));
        assertThat(fine.only(List.of("plan", "segment"))).isEqualTo(Segment.of("segment", "SMB"));
        assertThat(fine.only(List.of())).isEqualTo(Segment.overall());
    }

    @Test
    void allAccountsComeFirstAndTheOthersAsText() {
        Segment none = Segment.of("region", Segment.NONE);
        Segment apac = Segment.of("region", "APAC");
        Segment emea = Segment.of("region", "EMEA");
        Segment account = Segment.of("account_id", "A1");
        assertThat(new TreeSet<>(List.of(emea, account, none, Segment.overall(), apac)))
                .containsExactly(Segment.overall(), account, none, apac, emea);
        assertThat(Segment.overall().compareTo(Segment.overall())).isZero();
    }

    @Test
    void segmentsThatReadAlikeAreStillTwo() {
        Segment one = segment(Map.of("a", "1, b=2", "c", "3"));
        Segment other = segment(Map.of("a", "1", "b", "2, c=3"));
        assertThat(one.toString()).isEqualTo(other.toString());
        assertThat(one.compareTo(other)).isNotZero().isEqualTo(-other.compareTo(one));
        assertThat(new TreeSet<>(List.of(one, other, Segment.of("a", "1, b=2, c=3"))))
                .hasSize(3);
    }
}
