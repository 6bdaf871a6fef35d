package io.csmetrics.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.CustomerData;
import io.csmetrics.io.DataFolder;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Event;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.RevenueBridge;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated book around crm6: that it is what the repository holds, and that it makes sense. */
class SampleBookTest {
    static final Path COMMITTED = Path.of("data", "crm6-simulated");
    static final LocalDate UNTIL = LocalDate.of(2024, 1, 1);
    static final Instant UNTIL_INSTANT = UNTIL.atStartOfDay(ZoneOffset.UTC).toInstant();

    private static final Path CRM6 = Path.of("data", "crm6");
    private static final long START = 2024;

    /** What happens to an account before it is a customer, and what we do after it was one. */
    private static final Set<String> AT_ANY_TIME =
            Set.of("lead-created", "demo-requested", "pql-qualified", "outreach", "survey-followed-up");

    private static CustomerData crm6;
    private static SampleBook book;
    private static SampleRecords records;

    @TempDir
    Path folder;

    @BeforeAll
    static void generate() throws IOException {
        crm6 = DataFolder.read(CRM6, ZoneOffset.UTC);
        book = SampleBook.of(crm6, UNTIL, START);
        records = book.records();
    }

    @Test
    void theCommittedFolderHoldsWhatIsGeneratedAgain() throws IOException {
        SampleFolder.write(records, UNTIL, CRM6, folder);

        Map<String, String> committed = contents(COMMITTED);
        assertThat(contents(folder).keySet()).isEqualTo(committed.keySet()).hasSize(11);
        contents(folder)
                .forEach((name, text) -> assertThat(text.equals(committed.get(name)))
                        .as(
                                name
                                        + "; if the change is meant, write the folder again: see the README of the command line")
                        .isTrue());
    }

    /** Compressed bytes may differ from one build of zlib to another; what they hold may not. */
    private static Map<String, String> contents(Path of) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.list(of)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file);
                        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
                    contents.put(
                            String.valueOf(file.getFileName()),
                            new String(plain.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                }
            }
        }
        return contents;
    }

    @Test
    void twoWritingsHaveTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");
        SampleFolder.write(records, UNTIL, CRM6, one);
        SampleFolder.write(SampleBook.of(crm6, UNTIL, START).records(), UNTIL, CRM6, other);

        try (var files = Files.list(one)) {
            assertThat(files)
                    .hasSize(11)
                    .allSatisfy(file ->
                            assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file));
        }
    }

    @Test
    void theCommittedFolderIsReadWithoutAFinding() throws IOException {
        Findings findings = new Findings();

        CustomerData data = DataFolder.read(COMMITTED, ZoneOffset.UTC, findings)
                .addTo(CustomerData.builder().zone(ZoneOffset.UTC))
                .buildLenient(findings);

        assertThat(findings.errors()).isEmpty();
        assertThat(findings.notices()).isEmpty();
        assertThat(data.accounts()).hasSize(records.accounts().size());
        assertThat(data.events()).hasSize(records.events().size());
    }

    @Test
    void theCommittedFolderIsSmall() throws IOException {
        long bytes = 0;
        try (var files = Files.list(COMMITTED)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".gz")).toList()) {
                bytes += Files.size(file);
            }
        }
        assertThat(bytes).isLessThan(3_000_000);
    }

    @Test
    void theReadmeSaysFirstThatItIsSimulatedAndHasEveryTruth() throws IOException {
        List<String> lines = Files.readAllLines(COMMITTED.resolve("README.md"));

        assertThat(lines.get(0)).startsWith("# SIMULATED");
        assertThat(SampleTruth.all())
                .allSatisfy(truth -> assertThat(lines)
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("| `" + truth.key() + "` |")
                                .contains(truth.shown())));
        assertThat(Files.readString(COMMITTED.resolve("LICENSE-fight-churn-MIT.md")))
                .contains("Carl Gold");
    }

    @Test
    void revenueIsThatOfCrm6() {
        CustomerData simulated = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .accounts(records.accounts())
                .movements(records.movements())
                .build();

        for (ReportingPeriod month : ReportingPeriod.months(YearMonth.of(2022, 1), 24)) {
            RevenueBridge bridge = simulated.ledger().bridge(month);
            RevenueBridge original = crm6.ledger().bridge(month);
            assertThat(bridge.accounts()).isEqualTo(original.accounts());
            assertThat(bridge.closing().getAmount())
                    .isEqualByComparingTo(original.closing().getAmount());
            assertThat(bridge.expansion().getAmount())
                    .isEqualByComparingTo(original.expansion().getAmount());
            assertThat(bridge.churn().getAmount())
                    .isEqualByComparingTo(original.churn().getAmount());
        }
        assertThat(records.movements()).hasSize(10_216);
    }

    @Test
    void whatWasKnownOfAnAccountStays() {
        Map<String, Account> byId = new HashMap<>();
        records.accounts().forEach(account -> byId.put(account.id(), account));

        assertThat(crm6.accounts())
                .hasSize(5_088)
                .allSatisfy(account ->
                        assertThat(byId.get(account.id()).attributes()).containsAllEntriesOf(account.attributes()));
    }

    @Test
    void nothingHappensOnTheFirstDayThatIsNotObservedOrLater() {
        assertThat(records.events()).allMatch(event -> event.at().isBefore(UNTIL_INSTANT));
        assertThat(records.surveys()).allMatch(answer -> answer.respondedAt().isBefore(UNTIL_INSTANT));
        assertThat(records.tickets())
                .allMatch(ticket -> ticket.openedAt().isBefore(UNTIL_INSTANT)
                        && ticket.firstResponseAt().stream().allMatch(UNTIL_INSTANT::isAfter)
                        && ticket.escalatedAt().stream().allMatch(UNTIL_INSTANT::isAfter)
                        && ticket.resolvedAt().stream().allMatch(UNTIL_INSTANT::isAfter));
        assertThat(records.movements())
                .allMatch(movement -> movement.effectiveOn().isBefore(UNTIL));
        assertThat(records.costs()).allMatch(cost -> cost.bookedOn().isBefore(UNTIL));
        assertThat(records.contracts())
                .allMatch(contract -> contract.startsOn().isBefore(UNTIL)
                        && contract.signedOrStart().isBefore(UNTIL));
        assertThat(records.opportunities())
                .allMatch(sale -> sale.createdOn().isBefore(UNTIL)
                        && sale.closedOn().stream().allMatch(UNTIL::isAfter));
    }

    @Test
    void onlyCustomersAct() {
        Map<String, Life> lives = lives();

        assertThat(records.events())
                .filteredOn(event -> !AT_ANY_TIME.contains(event.type()))
                .hasSizeGreaterThan(190_000)
                .allMatch(event -> lives.get(event.accountId()).isCustomer(event.at()));
        assertThat(records.surveys())
                .filteredOn(answer -> answer.accountId().isPresent())
                .hasSizeGreaterThan(8_000)
                .allMatch(answer -> lives.get(answer.accountId().orElseThrow()).isCustomer(answer.respondedAt()));
        assertThat(records.tickets())
                .allMatch(ticket -> lives.get(ticket.accountId()).isCustomer(ticket.openedAt()));
    }

    private static Map<String, Life> lives() {
        Map<String, List<RevenueMovement>> movements = new HashMap<>();
        records.movements()
                .forEach(movement -> movements
                        .computeIfAbsent(movement.accountId(), id -> new java.util.ArrayList<>())
                        .add(movement));
        Map<String, Life> lives = new HashMap<>();
        movements.forEach((id, of) -> lives.put(id, new Life(id, of, UNTIL)));
        return lives;
    }

    @Test
    void contractsFollowTheLifeOfTheAccount() {
        Map<String, Life> lives = lives();
        Map<String, Contract> byId = new HashMap<>();
        records.contracts().forEach(contract -> byId.put(contract.id(), contract));

        assertThat(records.contracts()).hasSizeGreaterThan(7_000).allSatisfy(contract -> {
            Life life = lives.get(contract.accountId());
            assertThat(contract.startsOn()).isBefore(life.endsOn()).isAfterOrEqualTo(life.startsOn());
            assertThat(contract.endsOn())
                    .isEqualTo(
                            life.left()
                                            && life.endsOn()
                                                    .isBefore(
                                                            contract.startsOn().plusYears(1))
                                    ? life.endsOn()
                                    : contract.startsOn().plusYears(1));
            contract.renewsContractId()
                    .ifPresent(renewed -> assertThat(byId.get(renewed).endsOn()).isEqualTo(contract.startsOn()));
        });
    }

    @Test
    void aUserBelongsToOneAccount() {
        Map<String, String> accountByUser = new HashMap<>();

        assertThat(records.events())
                .filteredOn(event -> event.userId().isPresent())
                .allMatch(event -> event.accountId()
                        .equals(accountByUser.computeIfAbsent(
                                event.userId().orElseThrow(), user -> event.accountId())));
    }

    @Test
    void everyIdThatIsSimulatedSaysSo() {
        assertThat(records.contracts()).allMatch(contract -> contract.id().startsWith("sim-"));
        assertThat(records.tickets()).allMatch(ticket -> ticket.id().startsWith("sim-"));
        assertThat(records.opportunities()).allMatch(sale -> sale.id().startsWith("sim-"));
        assertThat(records.events())
                .allMatch(event -> event.userId().stream().allMatch(user -> user.startsWith("sim-")));
        assertThat(records.accounts())
                .allMatch(account -> account.name().orElse("").startsWith("Simulated "));
    }

    @Test
    void aReferredAccountNamesAReferrerThatWasACustomerBefore() {
        Map<String, Life> lives = lives();

        assertThat(records.accounts())
                .filteredOn(account -> account.referrerId().isPresent())
                .hasSizeGreaterThan(200)
                .allMatch(account -> lives.get(account.referrerId().orElseThrow())
                        .startsOn()
                        .isBefore(lives.get(account.id()).startsOn()));
    }

    @Test
    void everyRenewalThatIsDueSoonIsAnOpenOpportunity() {
        Set<String> renewed = new HashSet<>();
        records.contracts().forEach(contract -> contract.renewsContractId().ifPresent(renewed::add));
        Set<String> open = new HashSet<>();
        records.opportunities().stream()
                .filter(sale -> sale.kind() == Opportunity.Kind.RENEWAL
                        && sale.outcome().isEmpty())
                .filter(sale -> sale.probability().isPresent())
                .forEach(sale -> open.add(sale.accountId()));

        assertThat(records.contracts())
                .filteredOn(contract ->
                        !contract.endsOn().isBefore(UNTIL) && contract.endsOn().isBefore(UNTIL.plusDays(90)))
                .hasSizeGreaterThan(500)
                .allMatch(contract -> open.contains(contract.accountId()));
    }

    @Test
    void anAccountAskedAloneHasTheRecordsThatItHasInTheBook() {
        for (String id : List.of("0", "17", "1000", "4711")) {
            SampleRecords alone = book.recordsOf(id);
            assertThat(alone.events())
                    .filteredOn(event -> event.accountId().equals(id))
                    .isNotEmpty()
                    .isEqualTo(records.events().stream()
                            .filter(event -> event.accountId().equals(id))
                            .toList());
            assertThat(alone.tickets())
                    .isEqualTo(records.tickets().stream()
                            .filter(ticket -> ticket.accountId().equals(id))
                            .toList());
        }
    }

    @Test
    void anotherRandomStartGivesAnotherBookOfTheSameSize() {
        SampleRecords other = SampleBook.of(crm6, UNTIL, START + 1).records();

        assertThat(other.movements()).hasSameSizeAs(records.movements());
        assertThat(other.tickets()).isNotEqualTo(records.tickets());
        assertThat((double) other.events().size() / records.events().size()).isBetween(0.9, 1.1);
    }

    @Test
    void everyEventOfTheVocabularyHappens() {
        Set<String> types = new HashSet<>();
        records.events().stream().map(Event::type).forEach(types::add);

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "user-created",
                        "login",
                        "session",
                        "feature-used",
                        "activated",
                        "milestone-reached",
                        "onboarding-started",
                        "onboarding-completed",
                        "value-reached",
                        "value-exceeded",
                        "process-step",
                        "expansion-signal",
                        "purchase",
                        "payment",
                        "lead-created",
                        "demo-requested",
                        "outreach",
                        "pql-qualified",
                        "check-in",
                        "qbr-held",
                        "meeting",
                        "relationship-rated",
                        "sentiment",
                        "survey-followed-up",
                        "referral-enrolled",
                        "referral-sent",
                        "referral-incentive-shown",
                        "referral-converted",
                        "referral-prompt-shown",
                        "referral-prompt-interacted",
                        "referral-prompt-accepted",
                        "introduction-asked",
                        "advocacy-activity",
                        "community-joined",
                        "community-left",
                        "experiment-assigned");
    }

    @Test
    void anAccountThatIsNotInTheDataIsRefused() {
        assertThatThrownBy(() -> book.recordsOf("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("account \"nobody\" must be one of the data; add it to the accounts");
    }

    @Test
    void anAccountWithoutRevenueStaysAsItIs() {
        Account lead = Account.builder("lead").segment("SMB").build();
        SampleRecords alone = SampleBook.of(
                        CustomerData.builder()
                                .zone(ZoneOffset.UTC)
                                .accounts(List.of(lead))
                                .build(),
                        UNTIL,
                        START)
                .records();

        assertThat(alone.accounts()).containsExactly(lead);
        assertThat(alone.events()).isEmpty();
        assertThat(alone.surveys()).isEmpty();
    }
}
