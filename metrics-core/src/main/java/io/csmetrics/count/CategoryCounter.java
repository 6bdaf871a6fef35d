package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.facts.CategoryFacts;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How often each text stands on what happened.
 *
 * @param occurrences what happened
 * @param in when
 * @param category the name of the text
 * @param segment the property of the account that tells groups apart; absent for one group
 */
public record CategoryCounter(
        Selector occurrences,
        Scope in,
        String category,
        @Nullable String segment) implements Counter {

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<CategoryFacts>> facts = new ArrayList<>();
        Coded<String> groups = segment == null ? null : scan.data().property(segment);
        for (Reading reading : readings) {
            List<SortedMap<CategoryFacts.Key, Long>> counts = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                counts.add(new TreeMap<>());
            }
            scan.occurrences(occurrences, reading).forEach(scan.from(in, reading), scan.to(in, reading), (part, i) -> {
                int account = part.account(i);
                int cell = account < 0 ? cells.ofAccountless() : cells.of(account);
                if (cell != Cells.LEFT_OUT) {
                    String group = groups == null || account < 0
                            ? ""
                            : groups.value(account).orElse(Segment.NONE);
                    String text = Occurrences.toldBy(part, category)
                            .flatMap(texts -> texts.value(i))
                            .orElse(CategoryFacts.UNSPECIFIED);
                    counts.get(cell).merge(new CategoryFacts.Key(group, text), 1L, Long::sum);
                }
            });
            facts.add(counts.stream().map(CategoryFacts::new).toList());
        }
        return (window, cell) -> facts.get(window).get(cell);
    }
}
