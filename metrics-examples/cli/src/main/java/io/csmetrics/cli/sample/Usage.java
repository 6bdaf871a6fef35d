package io.csmetrics.cli.sample;

import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The users of the accounts whose users are recorded. They are created in the first weeks of an account and stay as long as it does. Each
 * has a session every {@link Rates#DAYS_BETWEEN_SESSIONS} days, so that whoever is there is seen to be active.
 */
final class Usage {
    private static final Delay.Uniform CREATED = new Delay.Uniform(0.4, 20);
    private static final Delay.Uniform FIRST_DAYS = new Delay.Uniform(0.1, 6.9);
    private static final Delay.Uniform AFTER_FIRST_DAYS = new Delay.Uniform(7, 14);
    private static final Delay.Uniform DASHBOARD_AGAIN = new Delay.Uniform(30.1, 59.9);
    private static final Delay.Uniform TOO_LATE_BACK = new Delay.Uniform(7.1, 15);
    private static final Duration FINISHED_IN = Duration.ofHours(23);
    private static final double FEEDBACK = 0.5;
    private static final String ADMIN = "admin";

    private Usage() {}

    static void add(Customer customer, SampleRecords to) {
        List<Instant> activations = new ArrayList<>();
        for (int user = 1; user <= customer.users(); user++) {
            new Member(customer, user, to).add().ifPresent(activations::add);
        }
        activations.stream().min(Instant::compareTo).ifPresent(first -> addSignal(customer, first, to));
        if (customer.users() > 0) {
            addApi(customer, to);
        }
    }

    private static void addSignal(Customer customer, Instant activatedAt, SampleRecords to) {
        RandomStream random = customer.random("expansion-signal");
        Instant at = activatedAt.plus(Rates.FIRST_SIGNAL.draw(random));
        if (random.chance(Rates.SIGNAL_AFTER_ACTIVATION)) {
            Growth.addSignal(customer, at, random, to);
        }
    }

    /** The account's own systems begin to call the API on some day, as likely on one as on another. */
    private static void addApi(Customer customer, SampleRecords to) {
        Life life = customer.life();
        customer.random("api")
                .moments(life.startsAt(), life.endsAt(), Rates.perDay(Rates.API_ADOPTED_IN_90_DAYS))
                .forEach(at ->
                        to.add(customer, customer.event("feature-used", at).attribute("feature", "api")));
    }

    /** One user on the way through the product. */
    private record Member(Customer customer, int user, SampleRecords to) {
        Optional<Instant> add() {
            RandomStream random = random("user");
            Instant createdAt = customer.life().startsAt().plus(CREATED.draw(random));
            String role =
                    user == 1 || random.chance(Rates.OTHER_ADMINS) ? ADMIN : random.chance(0.5) ? "analyst" : "member";
            to.add(customer, customer.event(user, "user-created", createdAt).attribute("role", role));
            addSetup(createdAt);
            addReports(createdAt);
            addOtherFeatures(createdAt);
            addSessions(createdAt, role);
            Optional<Instant> activatedAt = activation(createdAt);
            addLogins(createdAt, activatedAt, role);
            activatedAt.ifPresent(this::addFeedback);
            return activatedAt;
        }

        private RandomStream random(String topic) {
            return customer.random(topic + user);
        }

        private void add(String type, Instant at, String attribute, String value) {
            to.add(customer, customer.event(user, type, at).attribute(attribute, value));
        }

        private void use(String feature, Instant at) {
            add("feature-used", at, "feature", feature);
        }

        private void addSetup(Instant createdAt) {
            RandomStream random = random("setup");
            addStep("begin", createdAt);
            if (!random.chance(Rates.DROPPED_OFF)) {
                addStep("finish", createdAt.plus(Duration.ofMinutes(random.between(2, (int) FINISHED_IN.toMinutes()))));
            }
        }

        private void addStep(String step, Instant at) {
            to.add(
                    customer,
                    customer.event(user, "process-step", at)
                            .attribute("process", "setup")
                            .attribute("step", step));
        }

        private Optional<Instant> activation(Instant createdAt) {
            RandomStream random = random("activated");
            int when = random.pick(Rates.ACTIVATED, Rates.ACTIVATED_LATE, 1 - Rates.ACTIVATED - Rates.ACTIVATED_LATE);
            if (when == 2) {
                return Optional.empty();
            }
            Instant at = createdAt.plus((when == 0 ? Rates.ACTIVATION : Rates.LATE_ACTIVATION).draw(random));
            to.add(customer, customer.event(user, "activated", at));
            return Optional.of(at).filter(customer.life()::isCustomer);
        }

        private void addLogins(Instant createdAt, Optional<Instant> activatedAt, String role) {
            RandomStream random = random("login");
            add("login", createdAt, "role", role);
            Instant from = activatedAt.orElse(createdAt);
            Instant at =
                    from.plus((random.chance(Rates.BACK_WITHIN_A_WEEK) ? Rates.BACK_SOON : TOO_LATE_BACK).draw(random));
            while (at.isBefore(customer.life().endsAt())) {
                add("login", at, "role", role);
                at = at.plus(Rates.LOGIN_GAP.draw(random));
            }
        }

        private void addSessions(Instant createdAt, String role) {
            RandomStream random = random("session");
            Instant at = createdAt.plus(random.days(0.1, Rates.DAYS_BETWEEN_SESSIONS));
            while (at.isBefore(customer.life().endsAt())) {
                BigDecimal minutes = Rates.SESSION_MINUTES.drawDecimal(random);
                to.add(
                        customer,
                        customer.event(user, "session", at).value(minutes).attribute("role", role));
                at = at.plus(Duration.ofDays(Rates.DAYS_BETWEEN_SESSIONS));
            }
        }

        private void addReports(Instant createdAt) {
            RandomStream random = random("report");
            Instant early = createdAt.plus(FIRST_DAYS.draw(random));
            if (random.chance(Rates.EARLY_REPORT)) {
                use("report", early);
            }
            int habit = random.pick(
                    Rates.WEEKLY_REPORT, Rates.MONTHLY_REPORT, 1 - Rates.WEEKLY_REPORT - Rates.MONTHLY_REPORT);
            Instant at = createdAt.plus(AFTER_FIRST_DAYS.draw(random));
            while (habit < 2 && at.isBefore(customer.life().endsAt())) {
                use("report", at);
                at = at.plus(Duration.ofDays(habit == 0 ? 7 : 28));
            }
        }

        private void addOtherFeatures(Instant createdAt) {
            RandomStream random = random("feature");
            Instant dashboardAt = createdAt.plus(FIRST_DAYS.draw(random));
            use("dashboard", dashboardAt);
            Instant againAt = dashboardAt.plus(DASHBOARD_AGAIN.draw(random));
            if (random.chance(Rates.BACK_AT_DASHBOARD)) {
                use("dashboard", againAt);
            }
            use("search", createdAt.plus(random.days(0.1, 3)));
            Instant thirdAt = createdAt.plus(Rates.THIRD_SEARCH.draw(random));
            if (random.chance(Rates.HABITUAL_SEARCH)) {
                use("search", createdAt.plus(random.days(3, 6)));
                use("search", thirdAt);
            }
        }

        private void addFeedback(Instant activatedAt) {
            RandomStream random = random("feedback");
            Instant at = activatedAt.plus(random.days(3, 60));
            if (random.chance(FEEDBACK) && customer.life().isCustomer(at)) {
                to.add(SurveyResponse.builder(SurveyResponse.CSAT, at, Rates.FEATURE_CSAT.drawDecimal(random))
                        .id("sim-" + customer.id() + "-feature-" + user)
                        .accountId(customer.id())
                        .userId(customer.user(user))
                        .touchpoint("feature")
                        .build());
            }
        }
    }
}
