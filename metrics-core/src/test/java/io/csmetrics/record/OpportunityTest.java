package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Opportunity.Kind;
import io.csmetrics.record.Opportunity.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpportunityTest {
    private static final LocalDate CREATED = LocalDate.of(2025, 1, 5);
    private static final BigMoney AMOUNT = BigMoney.parse("EUR 1000.00");

    @Test
    void theBuilderSetsEveryPart() {
        Opportunity opportunity = Opportunity.builder("O1", "A1", Kind.RENEWAL, CREATED, Money.parse("EUR 1000"))
                .closedOn(CREATED.plusDays(20))
                .outcome(Outcome.LOST)
                .probability(new BigDecimal("0.50"))
                .expectedCloseOn(CREATED.plusDays(30))
                .source(Account.REFERRAL)
                .referrerType("partner")
                .build();
        assertThat(opportunity)
                .isEqualTo(new Opportunity(
                        "O1",
                        "A1",
                        Kind.RENEWAL,
                        CREATED,
                        AMOUNT,
                        Optional.of(CREATED.plusDays(20)),
                        Optional.of(Outcome.LOST),
                        Optional.of(new BigDecimal("0.5")),
                        Optional.of(CREATED.plusDays(30)),
                        Optional.of("referral"),
                        Optional.of("partner")));
    }

    @Test
    void anOpportunityWithoutOptionalPartsIsOpen() {
        Opportunity opportunity = Opportunity.of("O1", "A1", Kind.NEW_BUSINESS, CREATED, AMOUNT);
        assertThat(opportunity.closedOn()).isEmpty();
        assertThat(opportunity.outcome()).isEmpty();
        assertThat(opportunity.probability()).isEmpty();
        assertThat(opportunity.expectedCloseOn()).isEmpty();
    }

    @Test
    void anOpportunityMayCloseOnTheDayOfItsCreation() {
        Opportunity opportunity = Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, BigMoney.parse("EUR 0"))
                .closedOn(CREATED)
                .outcome(Outcome.WON)
                .build();
        assertThat(opportunity.closedOn()).contains(CREATED);
    }

    @Test
    void equalContentIsEqualHoweverItIsWritten() {
        Opportunity one = Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, BigMoney.parse("EUR 1000.0"))
                .probability(new BigDecimal("1.0"))
                .build();
        Opportunity other = Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, AMOUNT)
                .probability(BigDecimal.ONE)
                .build();
        assertThat(one).isEqualTo(other);
    }

    @Test
    void aClosedOpportunityNeedsAnOutcome() {
        assertThatThrownBy(() -> Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, AMOUNT)
                        .closedOn(CREATED)
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("opportunity \"O1\": outcome: must be given with closedOn,"
                        + " say WON or LOST, or leave closedOn out while it is open");
    }

    @Test
    void anOutcomeNeedsItsDay() {
        assertThatThrownBy(() -> Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, AMOUNT)
                        .outcome(Outcome.WON)
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("opportunity \"O1\": closedOn: must be given with an outcome,"
                        + " give the day, or leave the outcome out while it is open");
    }

    @ParameterizedTest
    @CsvSource({"0", "0.25", "1"})
    void theProbabilityIsZeroToOne(BigDecimal probability) {
        assertThat(Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, AMOUNT)
                        .probability(probability)
                        .build()
                        .probability())
                .contains(probability);
    }

    @ParameterizedTest
    @CsvSource({"-0.01", "1.01", "25"})
    void aProbabilityOutsideIsRefused(BigDecimal probability) {
        assertThatThrownBy(() -> Opportunity.builder("O1", "A1", Kind.EXPANSION, CREATED, AMOUNT)
                        .probability(probability)
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("opportunity \"O1\": probability: " + probability
                        + ", must be 0 to 1, give a fraction, 0.25 for 25 %");
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> Opportunity.builder("", " ", Kind.EXPANSION, CREATED, BigMoney.parse("EUR -1"))
                        .closedOn(CREATED.minusDays(1))
                        .probability(BigDecimal.TEN)
                        .source("")
                        .referrerType("")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        8 problems
                        opportunity "": accountId:  , must not be blank, give it a value
                        opportunity "": amount: EUR -1.00, must be at least 0, give the recurring value per year
                        opportunity "": closedOn: 2025-01-04, must not be before createdOn 2025-01-05,\
                         check which of the two is wrong
                        opportunity "": id: must not be blank, give it a value
                        opportunity "": outcome: must be given with closedOn,\
                         say WON or LOST, or leave closedOn out while it is open
                        opportunity "": probability: 10, must be 0 to 1, give a fraction, 0.25 for 25 %
                        opportunity "": referrerType: must not be blank, leave it out where there is none
                        opportunity "": source: must not be blank, leave it out where there is none""");
    }
}
