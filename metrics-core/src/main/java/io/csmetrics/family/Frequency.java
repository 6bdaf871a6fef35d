package io.csmetrics.family;

import io.csmetrics.count.CategoryCounter;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.CategoryFacts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How often each category occurs, and its share, within each group of accounts: a table. What has no category is told as
 * {@value CategoryFacts#UNSPECIFIED}, never dropped. Undefined with NO_DATA where nothing happened.
 *
 * @param population what happened
 * @param category the name of its text, such as {@code reason} of a movement
 * @param segment the property of the account that tells groups apart; absent for one group
 * @param top how many categories of each group are shown, from the most frequent; left open: all
 */
public record Frequency(
        Population.Occurrences population,
        String category,
        @Nullable String segment,
        Param<BigDecimal> top) implements Family {

    /** Checks that all occurrences count. */
    public Frequency {
        Param.requireCount("top", top);
        if (population.latestPer() != null || population.after() != null) {
            throw new IllegalArgumentException("population " + population
                    + " of a frequency must count every occurrence, without latestPer or after");
        }
    }

    /**
     * Returns a frequency by a property of the account.
     *
     * @param population what happened
     * @param category the name of its text
     * @param segment the property
     * @return the formula
     */
    public static Frequency of(Population population, String category, String segment) {
        return new Frequency(
                (Population.Occurrences) population, category, segment, Param.optional("top", Param.Type.NUMBER));
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(
                new CategoryCounter(population.occurrences(), population.in(), category, segment), reading, only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        CategoryFacts facts = counts.of(CategoryFacts.class, need(reading, only));
        long n = facts.counts().values().stream().mapToLong(Long::longValue).sum();
        Evidence evidence = Evidence.builder().n(n).build();
        if (n == 0) {
            return new Answer.Undefined(UndefinedReason.NO_DATA, "nothing happened that has a category", evidence);
        }
        SortedMap<String, List<Map.Entry<CategoryFacts.Key, Long>>> groups = new TreeMap<>();
        facts.counts()
                .entrySet()
                .forEach(entry -> groups.computeIfAbsent(entry.getKey().segment(), group -> new ArrayList<>())
                        .add(entry));
        long most = top.ifSet().map(BigDecimal::longValueExact).orElse(Long.MAX_VALUE);
        List<Answer.Row> rows = new ArrayList<>();
        groups.forEach((group, entries) -> {
            long all = entries.stream().mapToLong(Map.Entry::getValue).sum();
            entries.stream()
                    .sorted(Map.Entry.<CategoryFacts.Key, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(most)
                    .forEach(entry -> rows.add(new Answer.CategoryRow(
                            segment == null ? Optional.empty() : Optional.of(group),
                            entry.getKey().category(),
                            entry.getValue(),
                            Quotient.of(entry.getValue(), all))));
        });
        return new Answer.Table(rows, evidence);
    }
}
