package io.csmetrics.data;

import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RandomLedgers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.joda.money.CurrencyUnit;

/**
 * Random books of accounts with properties, movements, survey responses and what else accounts do, for properties: put {@code @Domain(RandomBooks.class)}
 * beside {@code @Domain(RandomLedgers.class)}, which makes the movements and the windows, and ask for {@code @ForAll Portfolio}.
 */
@SuppressWarnings("exports") // tests are compiled into the module, which exports nothing of jqwik
public final class RandomBooks extends DomainContextBase {
    private static final List<String> SEGMENTS = List.of("Enterprise", "Mid-Market", "SMB");
    private static final List<String> REGIONS = List.of("AMER", "APAC", "EMEA");
    private static final List<String> OWNERS = List.of("ann", "bob", "cho");
    private static final List<String> SOURCES = List.of(Account.REFERRAL, "pql", "inbound");
    private static final List<String> INSTRUMENTS =
            List.of(SurveyResponse.NPS, SurveyResponse.CSAT, SurveyResponse.CES, SurveyResponse.ENPS, "pulse");
    private static final long FIRST_SECOND =
            RandomLedgers.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    private static final long SECONDS =
            RandomLedgers.END_DAY.atStartOfDay(ZoneOffset.UTC).toEpochSecond() - FIRST_SECOND;

    /** Made by jqwik for {@code @Domain}. */
    public RandomBooks() {}

    /**
     * A book of accounts as records, so that a test can shuffle, split and filter them.
     *
     * @param currency the currency
     * @param accounts the accounts, also some without any record
     * @param movements the movements, in random order
     * @param surveys the responses, in random order
     * @param activity everything else, in random order
     * @param context events of accounts that are in other parts of the same book
     */
    public record Portfolio(
            CurrencyUnit currency,
            List<Account> accounts,
            List<RevenueMovement> movements,
            List<SurveyResponse> surveys,
            RandomActivity activity,
            List<Event> context) {

        /** The data of all records, in UTC. */
        public CustomerData data() {
            return CustomerData.builder()
                    .zone(ZoneOffset.UTC)
                    .currency(currency)
                    .accounts(accounts)
                    .movements(movements)
                    .surveys(surveys)
                    .contracts(activity.contracts())
                    .tickets(activity.tickets())
                    .opportunities(activity.opportunities())
                    .costs(activity.costs())
                    .events(activity.events())
                    .values(activity.values())
                    .context(context)
                    .build();
        }

        /** The records of some accounts; those without account only if asked for. */
        public Portfolio only(Collection<Account> some, boolean withAccountless) {
            Set<String> ids = some.stream().map(Account::id).collect(Collectors.toCollection(TreeSet::new));
            return new Portfolio(
                    currency,
                    List.copyOf(some),
                    movements.stream()
                            .filter(movement -> ids.contains(movement.accountId()))
                            .toList(),
                    surveys.stream()
                            .filter(response ->
                                    response.accountId().map(ids::contains).orElse(withAccountless))
                            .toList(),
                    activity.only(ids, withAccountless),
                    activity.events());
        }

        /** The accounts dealt into parts; what belongs to no account is in the first. */
        public List<Portfolio> parts(int count, Random random) {
            List<List<Account>> dealt = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                dealt.add(new ArrayList<>());
            }
            accounts.forEach(account -> dealt.get(random.nextInt(count)).add(account));
            List<Portfolio> parts = new ArrayList<>();
            for (List<Account> some : dealt) {
                parts.add(only(some, parts.isEmpty()));
            }
            return parts;
        }

        /** The same records in another order. */
        public Portfolio shuffled(Random random) {
            return new Portfolio(
                    currency,
                    shuffled(accounts, random),
                    shuffled(movements, random),
                    shuffled(surveys, random),
                    new RandomActivity(
                            shuffled(activity.contracts(), random),
                            shuffled(activity.tickets(), random),
                            shuffled(activity.opportunities(), random),
                            shuffled(activity.costs(), random),
                            shuffled(activity.events(), random),
                            shuffled(activity.values(), random)),
                    shuffled(context, random));
        }

        private static <T> List<T> shuffled(List<T> rows, Random random) {
            List<T> copy = new ArrayList<>(rows);
            Collections.shuffle(copy, random);
            return copy;
        }

        /** The records before an instant. */
        public Portfolio before(Instant instant) {
            return new Portfolio(
                    currency,
                    accounts,
                    movements.stream()
                            .filter(movement -> movement.effectiveOn()
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                                    .isBefore(instant))
                            .toList(),
                    surveys.stream()
                            .filter(response -> response.respondedAt().isBefore(instant))
                            .toList(),
                    activity.before(instant),
                    context.stream()
                            .filter(event -> event.at().isBefore(instant))
                            .toList());
        }
    }

    /** Books with the accounts of a random ledger and some more. */
    @Provide
    public Arbitrary<Portfolio> portfolios() {
        return Combinators.combine(
                        new RandomLedgers().books(),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs())
                .as((book, answers, silent, draw) -> {
                    Random random = new Random(draw);
                    List<String> ids = new ArrayList<>(book.accounts());
                    for (int i = 0; i < silent; i++) {
                        ids.add("silent-" + i);
                    }
                    List<Account> accounts =
                            ids.stream().map(id -> account(id, random)).toList();
                    List<SurveyResponse> surveys = new ArrayList<>();
                    for (int i = 0; i < answers; i++) {
                        surveys.add(response(i, ids, random));
                    }
                    RandomActivity activity = RandomActivity.of(answers / 3, book.currency(), ids, random);
                    return new Portfolio(book.currency(), accounts, book.rows(), surveys, activity, List.of())
                            .shuffled(random);
                });
    }

    private static Account account(String id, Random random) {
        Account.Builder account = Account.builder(id);
        if (random.nextInt(5) > 0) {
            account.segment(one(SEGMENTS, random));
        }
        if (random.nextInt(5) > 0) {
            account.attribute("region", one(REGIONS, random));
        }
        if (random.nextInt(4) > 0) {
            account.owner(one(OWNERS, random));
        }
        if (random.nextInt(3) > 0) {
            account.source(one(SOURCES, random));
        }
        if (random.nextBoolean()) {
            account.seats(1 + random.nextInt(5));
        }
        if (random.nextBoolean()) {
            account.attribute("qbr-eligible", "true");
        }
        return account.build();
    }

    /** Few users, so that some answer twice, some at the same instant. */
    private static SurveyResponse response(int number, List<String> ids, Random random) {
        String instrument = ids.isEmpty() ? SurveyResponse.ENPS : one(INSTRUMENTS, random);
        boolean employees = instrument.equals(SurveyResponse.ENPS);
        int top = instrument.equals("pulse") ? 5 + random.nextInt(2) : 7;
        Instant at = Instant.ofEpochSecond(FIRST_SECOND + (long) (random.nextInt(200) / 200.0 * SECONDS));
        SurveyResponse.Builder response = SurveyResponse.builder(instrument, at, score(instrument, random));
        if (!employees || (!ids.isEmpty() && random.nextInt(4) == 0)) {
            response.accountId(one(ids, random));
        }
        if (instrument.equals("pulse")) {
            response.scaleMin(BigDecimal.ONE).scaleMax(BigDecimal.valueOf(top));
        }
        if (random.nextInt(4) == 0) {
            response.inverted(true);
        }
        if (random.nextInt(4) > 0) {
            response.userId("user-" + random.nextInt(4));
        }
        if (random.nextInt(3) == 0) {
            response.touchpoint(random.nextBoolean() ? "onboarding" : "support");
        }
        if (random.nextInt(3) > 0) {
            response.id("response-" + number);
        }
        return response.build();
    }

    private static BigDecimal score(String instrument, Random random) {
        return switch (instrument) {
            case SurveyResponse.NPS, SurveyResponse.ENPS -> BigDecimal.valueOf(random.nextInt(11));
            case "pulse" -> BigDecimal.valueOf(100 + random.nextInt(401), 2);
            default -> BigDecimal.valueOf(1 + random.nextInt(5));
        };
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
