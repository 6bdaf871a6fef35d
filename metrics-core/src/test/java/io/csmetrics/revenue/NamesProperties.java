package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
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
    void manyTextsAtOnceGetTheNumbersThatEachWouldGet(
            @ForAll("texts") List<String> before, @ForAll("texts") List<String> texts) {
        Names names = new Names();
        Names oneByOne = new Names();
        before.forEach(names::number);
        before.forEach(oneByOne::number);
        assertThat(numbers(names, texts))
                .containsExactly(texts.stream().mapToInt(oneByOne::number).toArray());
        assertThat(names.toList()).isEqualTo(oneByOne.toList());
    }

    private static int[] numbers(Names names, List<String> texts) {
        int[] numbers = new int[texts.size()];
        names.numbers(texts.toArray(String[]::new), numbers, numbers.length);
        return numbers;
    }

    /** {@code Aa} and {@code BB} have one hash, and so have all texts of as many of them. */
    private static List<String> ofOneHash(int bits) {
        return IntStream.range(0, 1 << bits)
                .mapToObj(text -> IntStream.range(0, bits)
                        .mapToObj(bit -> (text >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .toList();
    }

    @Example
    void textsOfOneHashAreNotLookedForOneAfterTheOther() {
        List<String> texts = ofOneHash(14);
        assertThat(texts.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
        Names names = new Names();
        int[] inOrder = IntStream.range(0, texts.size()).toArray();
        assertThat(texts.stream().mapToInt(names::number))
                .containsExactlyElementsOf(Arrays.stream(inOrder).boxed().toList());
        assertThat(names.crowded).hasSize(texts.size() - Names.MOST_PROBES);
        assertThat(numbers(names, texts)).containsExactly(inOrder);
        assertThat(numbers(new Names(), texts)).containsExactly(inOrder);
        assertThat(names.find("Aa")).isNegative();
        assertThat(names.find(texts.get(0) + "Aa")).isNegative();
        assertThat(Arrays.stream(names.ascending()).mapToObj(names::get))
                .containsExactlyElementsOf(new TreeSet<>(texts));
    }

    @Property(tries = 100)
    void crowdedTextsKeepTheirNumbersWhenOthersCome(
            @ForAll("texts") List<String> before, @ForAll("texts") List<String> after) {
        List<String> all = new ArrayList<>(before);
        all.addAll(ofOneHash(6));
        all.addAll(after);
        IntStream.range(0, 200).mapToObj(i -> "other-" + i).forEach(all::add);
        Names names = new Names();
        all.forEach(names::number);
        List<String> distinct = all.stream().distinct().toList();
        assertThat(names.toList()).isEqualTo(distinct);
        assertThat(distinct.stream().mapToInt(names::find))
                .containsExactlyElementsOf(
                        IntStream.range(0, distinct.size()).boxed().toList());
    }

    @Property(tries = 200)
    void ascendingIsTheOrderOfTexts(@ForAll("texts") List<String> texts) {
        Names names = new Names();
        texts.forEach(names::number);
        assertThat(Arrays.stream(names.ascending()).mapToObj(names::get))
                .containsExactlyElementsOf(new TreeSet<>(texts));
    }
}
