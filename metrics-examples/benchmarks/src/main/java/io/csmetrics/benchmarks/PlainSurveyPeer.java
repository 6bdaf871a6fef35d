package io.csmetrics.benchmarks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What one writes without a library: a record an answer, a tally for each segment and month. */
final class PlainSurveyPeer implements SurveyPeer {
    private final List<Answered> answers;

    private PlainSurveyPeer(List<Answered> answers) {
        this.answers = answers;
    }

    private record Customer(String id, int segment) {}

    private record Answered(Customer customer, LocalDate on, int recommend, OptionalInt satisfied) {}

    private static final class Tally {
        private long answers;
        private long promoters;
        private long detractors;
        private long aboutSatisfaction;
        private long satisfied;
    }

    static PlainSurveyPeer load(RevenueBook book, SurveyBook answers) {
        List<Customer> customers = IntStream.range(0, book.accounts())
                .mapToObj(account -> new Customer(AccountIds.TEXTS.of(account), book.segment(account)))
                .toList();
        List<Answered> rows = new ArrayList<>(answers.size());
        for (int row = 0; row < answers.size(); row++) {
            int satisfied = answers.satisfied(row);
            rows.add(new Answered(
                    customers.get(answers.account(row)),
                    LocalDate.ofEpochDay(answers.epochDay(row)),
                    answers.recommend(row),
                    satisfied == SurveyBook.NONE ? OptionalInt.empty() : OptionalInt.of(satisfied)));
        }
        return new PlainSurveyPeer(rows);
    }

    @Override
    public long[] responses() {
        Tally[][] tallies = new Tally[RevenueBook.SEGMENTS.size()][RevenueBook.MONTHS];
        for (Tally[] ofSegment : tallies) {
            Arrays.setAll(ofSegment, month -> new Tally());
        }
        for (Answered answer : answers) {
            Tally tally = tallies[answer.customer().segment()][month(answer.on())];
            tally.answers++;
            tally.promoters += answer.recommend() >= SurveyBook.LEAST_OF_PROMOTERS ? 1 : 0;
            tally.detractors += answer.recommend() <= SurveyBook.MOST_OF_DETRACTORS ? 1 : 0;
            if (answer.satisfied().isPresent()) {
                tally.aboutSatisfaction++;
                tally.satisfied += answer.satisfied().getAsInt() >= SurveyBook.LEAST_OF_SATISFIED ? 1 : 0;
            }
        }
        long[] output = Shape.RESPONSES.create();
        for (int segment = 0; segment < tallies.length; segment++) {
            for (int month = 0; month < RevenueBook.MONTHS; month++) {
                Tally tally = tallies[segment][month];
                int at = Shape.RESPONSES.at(segment, month);
                output[at] = tally.answers;
                output[at + 1] = tally.promoters;
                output[at + 2] = tally.detractors;
                output[at + 3] = tally.aboutSatisfaction;
                output[at + 4] = tally.satisfied;
            }
        }
        Shape.RESPONSES.addTotal(output);
        return output;
    }

    private static int month(LocalDate on) {
        return (on.getYear() - RevenueBook.FIRST_DAY.getYear()) * 12 + on.getMonthValue() - 1;
    }
}
