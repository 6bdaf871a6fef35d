package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamesProperties {
    /** Texts with a common beginning, some with characters at the edges of a byte, some of one hash. */
    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> ends = Arbitraries.strings()
                .withChars('\0', 'a', 'b', '\u007f', '\u00fe', '\u00ff', '\u0100', '\uffff')
                .ofMaxLength(10);
        Arbitrary<String> sameHash =
                Arbitraries.of("Aa", "BB").list().ofMaxSize(3).map(parts -> String.join("", parts));
        return Arbitraries.of("", "acct_", "\u0100")
                .flatMap(begin -> Arbitraries.oneOf(ends, sameHash)
                        .map(end -> begin + end)
                        .list()
                        .ofMaxSize(60));
    }

    @Property(tries = 200)
    void equalTextsHaveEqualNumbersInOrderOfAppearance(@ForAll("texts") List<String> texts) {
        Names names = new Names();
        Set<String> seen = new LinkedHashSet<>();
        for (String text : texts) {
            assertThat(names.find(text) >= 0).isEqualTo(seen.contains(text));
            seen.add(text);
            assertThat(names.number(text)).isEqualTo(List.copyOf(seen).indexOf(text));
        }
        assertThat(names.toList()).containsExactlyElementsOf(seen);
    }

    @Property(tries = 200)
    void ascendingIsTheOrderOfTexts(@ForAll("texts") List<String> texts) {
        Names names = new Names();
        texts.forEach(names::number);
        assertThat(Arrays.stream(names.ascending()).mapToObj(names::get))
                .containsExactlyElementsOf(new TreeSet<>(texts));
    }
}
