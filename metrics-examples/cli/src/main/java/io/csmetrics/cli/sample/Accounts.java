package io.csmetrics.cli.sample;

import io.csmetrics.record.Account;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The properties of accounts. What is known of an account already stays as it is. */
final class Accounts {
    static final String MOTION = "motion";
    static final String SALES_LED = "sales-led";
    static final String QBR_ELIGIBLE = "qbr-eligible";
    static final String STATUS = "status";
    static final String CUSTOMER = "customer";
    static final String SINCE = "since";
    static final String USAGE_DATA = "usage-data";

    private static final BigDecimal ENTERPRISE_FROM = BigDecimal.valueOf(1600);
    private static final BigDecimal MID_MARKET_FROM = BigDecimal.valueOf(1200);
    private static final double REVIEWED = 0.7;
    private static final double SMALL_ONE_OWNED = 0.6;
    private static final int OWNERS_PER_REGION = 8;
    private static final List<String> REGIONS = List.of("central", "east", "west");
    private static final Set<String> EAST = Set.of("FL", "GA", "MA", "NC", "NJ", "NY", "OH", "SC", "VA");
    private static final Set<String> WEST = Set.of("AZ", "CA", "CO", "ID", "OR", "WA", "WY");

    private Accounts() {}

    static Customer customer(Account known, Life life, Referrals referrals, long start) {
        RandomStream random = new RandomStream(start, known.id(), "account");
        BigDecimal first = life.movements().get(0).amount().getAmount();
        boolean enterprise = first.compareTo(ENTERPRISE_FROM) >= 0;
        boolean soldTo = first.compareTo(MID_MARKET_FROM) >= 0;
        String region = region(known, random);
        boolean owned = soldTo || random.chance(SMALL_ONE_OWNED);
        boolean observed = random.between(1, Rates.ACCOUNTS_PER_OBSERVED) == 1 && life.settles();
        int users = observed ? Rates.USERS.draw(random) : 0;
        int seats = observed ? users + random.between(0, 3) : random.between(1, soldTo ? 60 : 8);

        String segment = enterprise ? "Enterprise" : soldTo ? "Mid-Market" : "SMB";
        Account.Builder account = Account.builder(known.id())
                .name(known.name().orElse("Simulated account " + known.id()))
                .segment(known.segment().orElse(segment))
                .seats(known.seats().orElse(seats))
                .attribute("region", region)
                .attribute("touch-model", owned ? "human" : "digital")
                .attribute("fit", Integer.toString(random.between(20, 100)))
                .attribute(MOTION, soldTo ? SALES_LED : "self-serve")
                .attribute(QBR_ELIGIBLE, Boolean.toString(soldTo && random.chance(REVIEWED)))
                .attribute(STATUS, life.left() ? "former-customer" : CUSTOMER)
                .attribute(SINCE, Integer.toString(life.startsOn().getYear()))
                .attribute(USAGE_DATA, Boolean.toString(observed))
                .attributes(known.attributes());
        String owner = "csm-" + region + "-" + random.between(1, OWNERS_PER_REGION);
        known.owner().or(() -> owned ? Optional.of(owner) : Optional.empty()).ifPresent(account::owner);
        account.source(known.source().orElse(source(soldTo, random)));
        known.referrerId()
                .or(() -> known.source().isPresent() ? Optional.empty() : referrals.referrerOf(known.id()))
                .ifPresent(account::referrerId);
        return new Customer(account.build(), life, users, start);
    }

    private static String region(Account known, RandomStream random) {
        String state = known.property("country").orElse("");
        String drawn = random.choose(REGIONS);
        if (state.isEmpty()) {
            return drawn;
        }
        return EAST.contains(state) ? "east" : WEST.contains(state) ? "west" : "central";
    }

    private static String source(boolean soldTo, RandomStream random) {
        return soldTo
                ? List.of("outbound", "inbound", "trade-fair").get(random.pick(0.45, 0.35, 0.2))
                : List.of("inbound", "pql", "advertising").get(random.pick(0.45, 0.35, 0.2));
    }

    /** An account that never becomes a customer. */
    static Account.Builder prospect(Customer beside, String id) {
        return Account.builder(id)
                .name("Simulated prospect " + id.substring(id.indexOf('-') + 1))
                .segment(beside.account().segment().orElseThrow())
                .source(beside.account().source().orElseThrow())
                .attribute("region", beside.account().attributes().getOrDefault("region", "central"))
                .attribute(MOTION, SALES_LED)
                .attribute(QBR_ELIGIBLE, "false")
                .attribute(STATUS, "prospect")
                .attribute(USAGE_DATA, "false");
    }
}
