package io.csmetrics.io;

import static io.csmetrics.io.FileText.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.BillingInterval;
import io.csmetrics.revenue.Subscription;
import io.csmetrics.revenue.Subscription.Discount;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {
    private static final LocalDate MARCH = LocalDate.of(2025, 3, 1);
    private static final LocalDate APRIL = LocalDate.of(2025, 4, 1);
    private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");
    private static final Instant TEN = Instant.parse("2025-03-01T10:00:00.250Z");

    private static final Account ACCOUNT = Account.builder("A1")
            .name("Acme, \"the\" firm")
            .segment("SMB")
            .referrerId("A2")
            .owner("ann")
            .seats(12)
            .attribute("region", "EMEA")
            .attribute("touch-model", "=high")
            .build();

    @TempDir
    private Path folder;

    @Test
    void accounts() {
        assertBothWays(RecordFile.ACCOUNTS, ACCOUNT, """
                account_id,name,segment,source,referrer_id,owner,seats,region,touch-model
                A1,"Acme, ""the"" firm",SMB,referral,A2,ann,12,EMEA,'=high
                """, """
                {"accountId":"A1","name":"Acme, \\"the\\" firm","segment":"SMB","source":"referral","referrerId":"A2",\
                "owner":"ann","seats":12,"attributes":{"region":"EMEA","touch-model":"=high"}}
                """);
        assertBothWays(
                RecordFile.ACCOUNTS,
                Account.of("A1"),
                "account_id,name,segment,source,referrer_id,owner,seats\nA1,,,,,,\n",
                "{\"accountId\":\"A1\"}\n");
    }

    @Test
    void movements() {
        assertBothWays(
                RecordFile.MOVEMENTS,
                RevenueMovement.builder("A1", MARCH, RevenueMovement.Type.EXPANSION, usd("10.5"))
                        .id("m1")
                        .kind(RevenueMovement.Kind.ADD_ON)
                        .reason("growth")
                        .product("core")
                        .build(),
                """
                account_id,effective_on,type,amount,currency,movement_id,kind,reason,product
                A1,2025-03-01,EXPANSION,10.5,USD,m1,ADD_ON,growth,core
                """,
                """
                {"accountId":"A1","effectiveOn":"2025-03-01","type":"EXPANSION","amount":10.5,"currency":"USD",\
                "movementId":"m1","kind":"ADD_ON","reason":"growth","product":"core"}
                """);
    }

    @Test
    void subscriptions() {
        assertBothWays(
                RecordFile.SUBSCRIPTIONS,
                Subscription.builder("S1", "A1", MARCH, usd("30"), BillingInterval.months(6))
                        .endsOn(APRIL)
                        .quantity(new BigDecimal("2.5"))
                        .status(Subscription.Status.PAST_DUE)
                        .product("core")
                        .reason("price")
                        .build(),
                """
                subscription_id,account_id,starts_on,ends_on,amount,currency,interval,quantity,status,product,reason
                S1,A1,2025-03-01,2025-04-01,30.00,USD,P6M,2.5,past_due,core,price
                """,
                """
                {"subscriptionId":"S1","accountId":"A1","startsOn":"2025-03-01","endsOn":"2025-04-01","amount":30.00,\
                "currency":"USD","interval":"P6M","quantity":2.5,"status":"past_due","product":"core","reason":"price"}
                """);
    }

    @Test
    void contracts() {
        assertBothWays(
                RecordFile.CONTRACTS,
                Contract.builder("C2", "A1", MARCH, APRIL, usd("1200"))
                        .signedOn(MARCH.minusDays(1))
                        .renewsContractId("C1")
                        .product("core")
                        .build(),
                """
                contract_id,account_id,starts_on,ends_on,annual_value,currency,signed_on,renews_contract_id,product
                C2,A1,2025-03-01,2025-04-01,1200.00,USD,2025-02-28,C1,core
                """,
                """
                {"contractId":"C2","accountId":"A1","startsOn":"2025-03-01","endsOn":"2025-04-01","annualValue":1200.00,\
                "currency":"USD","signedOn":"2025-02-28","renewsContractId":"C1","product":"core"}
                """);
    }

    @Test
    void surveys() {
        assertBothWays(
                RecordFile.SURVEYS,
                SurveyResponse.builder(SurveyResponse.CES, NINE, BigDecimal.valueOf(2))
                        .id("r1")
                        .accountId("A1")
                        .userId("u1")
                        .inverted(true)
                        .touchpoint("support")
                        .comment("two\nlines")
                        .build(),
                """
                response_id,instrument,account_id,user_id,responded_at,score,scale_min,scale_max,inverted,touchpoint,comment
                r1,ces,A1,u1,2025-03-01T09:00:00Z,2,1,7,true,support,"two
                lines"
                """,
                """
                {"responseId":"r1","instrument":"ces","accountId":"A1","userId":"u1","respondedAt":"2025-03-01T09:00:00Z",\
                "score":2,"scaleMin":1,"scaleMax":7,"inverted":true,"touchpoint":"support","comment":"two\\nlines"}
                """);
    }

    @Test
    void tickets() {
        assertBothWays(
                RecordFile.TICKETS,
                Ticket.builder("T1", "A1", NINE)
                        .requesterId("u1")
                        .firstResponseAt(TEN)
                        .resolvedAt(TEN)
                        .escalatedAt(TEN)
                        .contacts(3)
                        .reopens(1)
                        .priority("high")
                        .category("billing")
                        .channel("mail")
                        .build(),
                """
                ticket_id,account_id,requester_id,opened_at,first_response_at,resolved_at,escalated_at,contacts,reopens,\
                priority,category,channel
                T1,A1,u1,2025-03-01T09:00:00Z,2025-03-01T10:00:00.250Z,2025-03-01T10:00:00.250Z,2025-03-01T10:00:00.250Z,\
                3,1,high,billing,mail
                """,
                """
                {"ticketId":"T1","accountId":"A1","requesterId":"u1","openedAt":"2025-03-01T09:00:00Z",\
                "firstResponseAt":"2025-03-01T10:00:00.250Z","resolvedAt":"2025-03-01T10:00:00.250Z",\
                "escalatedAt":"2025-03-01T10:00:00.250Z","contacts":3,"reopens":1,"priority":"high",\
                "category":"billing","channel":"mail"}
                """);
        assertBothWays(
                RecordFile.TICKETS,
                Ticket.of("T1", "A1", NINE),
                """
                ticket_id,account_id,requester_id,opened_at,first_response_at,resolved_at,escalated_at,contacts,reopens,\
                priority,category,channel
                T1,A1,,2025-03-01T09:00:00Z,,,,,0,,,
                """,
                "{\"ticketId\":\"T1\",\"accountId\":\"A1\",\"openedAt\":\"2025-03-01T09:00:00Z\",\"reopens\":0}\n");
    }

    @Test
    void opportunities() {
        assertBothWays(
                RecordFile.OPPORTUNITIES,
                Opportunity.builder("O1", "A1", Opportunity.Kind.NEW_BUSINESS, MARCH, usd("600"))
                        .closedOn(APRIL)
                        .outcome(Opportunity.Outcome.WON)
                        .probability(new BigDecimal("0.75"))
                        .expectedCloseOn(APRIL)
                        .source("referral")
                        .referrerType("partner")
                        .build(),
                """
                opportunity_id,account_id,kind,created_on,amount,currency,closed_on,outcome,probability,expected_close_on,\
                source,referrer_type
                O1,A1,NEW_BUSINESS,2025-03-01,600.00,USD,2025-04-01,WON,0.75,2025-04-01,referral,partner
                """,
                """
                {"opportunityId":"O1","accountId":"A1","kind":"NEW_BUSINESS","createdOn":"2025-03-01","amount":600.00,\
                "currency":"USD","closedOn":"2025-04-01","outcome":"WON","probability":0.75,\
                "expectedCloseOn":"2025-04-01","source":"referral","referrerType":"partner"}
                """);
    }

    @Test
    void costs() {
        assertBothWays(
                RecordFile.COSTS,
                Cost.builder(Cost.SUPPORT, MARCH, usd("-5")).accountId("A1").build(),
                "category,booked_on,amount,currency,account_id\nsupport,2025-03-01,-5.00,USD,A1\n",
                "{\"category\":\"support\",\"bookedOn\":\"2025-03-01\",\"amount\":-5.00,\"currency\":\"USD\","
                        + "\"accountId\":\"A1\"}\n");
    }

    @Test
    void events() {
        assertBothWays(
                RecordFile.EVENTS,
                Event.builder("A1", "feature-used", NINE)
                        .id("e1")
                        .userId("u1")
                        .value(new BigDecimal("0.00000001"))
                        .attribute("feature", "share link")
                        .build(),
                """
                account_id,type,at,event_id,user_id,value,feature
                A1,feature-used,2025-03-01T09:00:00Z,e1,u1,0.00000001,share link
                """,
                """
                {"accountId":"A1","type":"feature-used","at":"2025-03-01T09:00:00Z","eventId":"e1","userId":"u1",\
                "value":0.00000001,"attributes":{"feature":"share link"}}
                """);
    }

    @Test
    void everyKindHasANameAndColumns() {
        assertThat(RecordFile.all())
                .extracting(Object::toString)
                .containsExactly(
                        "accounts",
                        "movements",
                        "subscriptions",
                        "contracts",
                        "surveys",
                        "tickets",
                        "opportunities",
                        "costs",
                        "events");
        assertThat(RecordFile.COSTS.columns())
                .containsExactly("category", "booked_on", "amount", "currency", "account_id");
        assertThat(RecordFile.COSTS.requiredColumns()).containsExactly("category", "booked_on", "amount", "currency");
        assertThat(RecordFile.SURVEYS.requiredColumns()).containsExactly("instrument", "responded_at", "score");
    }

    @Test
    void linesArePhysicalAndBlankOnesPassedOver() {
        Rows<Account> rows = good(
                RecordFile.ACCOUNTS,
                "accounts.csv",
                "\uFEFFname,account_id\r\n\r\n\"two\r\nlines\",A1\r\n  \r\nx,A2\nlast,A3");
        assertThat(rows).extracting(Account::id).containsExactly("A1", "A2", "A3");
        assertThat(rows.get(0).name()).contains("two\r\nlines");
        assertThat(List.of(rows.line(0), rows.line(1), rows.line(2))).containsExactly(3L, 6L, 7L);
        assertThat(rows.source()).isEqualTo("accounts.csv");
    }

    @Test
    void jsonLinesAreCountedAndBlankOnesPassedOver() {
        Rows<Account> rows = good(
                RecordFile.ACCOUNTS,
                "accounts.jsonl",
                "\uFEFF{\"accountId\":\"A1\"}\r\n\n   \n{ \"accountId\" : 17, \"vip\" : true, \"score\" : 1e2, \"x\" : null }");
        assertThat(rows)
                .containsExactly(
                        Account.of("A1"),
                        Account.builder("17")
                                .attribute("vip", "true")
                                .attribute("score", "100")
                                .build());
        assertThat(List.of(rows.line(0), rows.line(1))).containsExactly(1L, 4L);
    }

    @Test
    void aHeaderOrNothingAtAllInJsonLinesIsAnEmptyTable() {
        assertThat(good(RecordFile.ACCOUNTS, "accounts.csv", "account_id,name")).isEmpty();
        assertThat(good(RecordFile.ACCOUNTS, "accounts.jsonl", "")).isEmpty();
    }

    @Test
    void wordsAreReadInAnyCaseAndBlanksAroundThemDoNotCount() {
        Rows<Subscription> rows = good(RecordFile.SUBSCRIPTIONS, "subscriptions.csv", """
                subscription_id,account_id,starts_on,amount,currency,interval,status
                S1 ,A1, 2025-03-01 , +30 ,usd, Quarter ,Past-Due
                S2,A1,2025-03-01,.5,EUR,p1y,
                """);
        assertThat(rows)
                .containsExactly(
                        Subscription.builder("S1 ", "A1", MARCH, usd("30"), BillingInterval.QUARTER)
                                .status(Subscription.Status.PAST_DUE)
                                .build(),
                        Subscription.of("S2", "A1", MARCH, BigMoney.parse("EUR 0.5"), BillingInterval.YEAR));
    }

    @Test
    void aLocalTimeOrADateStandsForAnInstantInTheZone() {
        Findings findings = new Findings();
        Rows<Event> rows = FileText.read(RecordFile.EVENTS, "events.csv", """
                account_id,type,at
                A,x,2025-03-30
                A,x,2025-03-30T02:30:00
                A,x,2025-10-26 02:30
                A,x,2025-03-30T12:00:00+05:30
                A,x,2025-03-30t12:00:00.5Z
                """, ZoneId.of("Europe/Berlin"), findings);
        findings.throwIfErrors();
        assertThat(rows)
                .extracting(event -> event.at().toString())
                .containsExactly(
                        "2025-03-29T23:00:00Z",
                        "2025-03-30T01:30:00Z",
                        "2025-10-26T00:30:00Z",
                        "2025-03-30T06:30:00Z",
                        "2025-03-30T12:00:00.500Z");
    }

    @Test
    void instrumentsBringTheirScale() {
        assertThat(good(
                        RecordFile.SURVEYS,
                        "surveys.csv",
                        "score,responded_at,instrument,account_id\n9,2025-03-01T09:00:00Z,nps,A1\n"))
                .containsExactly(SurveyResponse.of(SurveyResponse.NPS, "A1", NINE, BigDecimal.valueOf(9)));
    }

    @Test
    void theFormulaGuardIsTakenOffAgainAndNothingElse() {
        String header = "account_id,name,segment,owner,=x\n";
        Account account = Account.builder("-A")
                .name("'=1+1")
                .segment("'quoted'")
                .owner("''@x")
                .attribute("=x", "\tindented")
                .build();
        assertThat(FileText.csv(RecordFile.ACCOUNTS, List.of(account))).isEqualTo("""
                        account_id,name,segment,source,referrer_id,owner,seats,'=x
                        '-A,''=1+1,'quoted',,,'''@x,,'\tindented
                        """);
        assertThat(good(RecordFile.ACCOUNTS, "a.csv", header + "'-A,''=1+1,'quoted','''@x,'\tindented\n"))
                .containsExactly(account);
        assertThat(good(RecordFile.ACCOUNTS, "a.csv", header + "-A,''=1+1,'quoted','''@x,\tindented\n"))
                .containsExactly(account);
    }

    @Test
    void attributesMayStandBesideTheColumnsInJson() {
        assertThat(good(
                        RecordFile.EVENTS,
                        "e.jsonl",
                        "{\"accountId\":\"A1\",\"type\":\"x\",\"at\":\"2025-03-01T09:00:00Z\",\"region\":\"EMEA\","
                                + "\"attributes\":{\"value\":\"inner\",\"n\":7,\"z\":\"\"}}"))
                .containsExactly(Event.builder("A1", "x", NINE)
                        .attribute("region", "EMEA")
                        .attribute("value", "inner")
                        .attribute("n", "7")
                        .build());
    }

    @Test
    void filesAreCompressedByName() throws IOException {
        for (String name : List.of("accounts.csv", "accounts.csv.gz", "accounts.jsonl", "accounts.jsonl.gz")) {
            Path file = folder.resolve(name);
            RecordFile.ACCOUNTS.write(file, List.of(ACCOUNT, Account.of("Ä😀")));
            Findings findings = new Findings();
            assertThat(RecordFile.ACCOUNTS.read(file, ZoneOffset.UTC, findings))
                    .containsExactly(ACCOUNT, Account.of("Ä😀"));
            findings.throwIfErrors();
        }
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("accounts.csv.gz")))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve("accounts.csv")));
        }
    }

    @Test
    void anotherNameOrNoFileIsRefused() {
        assertThatThrownBy(() -> RecordFile.COSTS.write(folder.resolve("costs.xlsx"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file name \"costs.xlsx\" must end in .csv, .csv.gz, .jsonl, .jsonl.gz; rename the file");
        assertThatThrownBy(() -> RecordFile.COSTS.read(Path.of("/"), ZoneOffset.UTC, new Findings()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RecordFile.COSTS.read(folder.resolve("costs.csv"), ZoneOffset.UTC, new Findings()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatAConsumerThrowsIsNotTakenForDamage() {
        byte[] csv = "account_id\nA1\n".getBytes(StandardCharsets.UTF_8);
        UncheckedIOException thrown = new UncheckedIOException(new EOFException());
        assertThatThrownBy(() -> RecordFile.ACCOUNTS.forEach(
                        new ByteArrayInputStream(csv), "a.csv", ZoneOffset.UTC, new Findings(), (account, line) -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
    }

    @Test
    void aStreamThatFailsIsNoFinding() {
        assertThatThrownBy(() ->
                        RecordFile.ACCOUNTS.read(new FailingStream(), "accounts.csv", ZoneOffset.UTC, new Findings()))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        assertThatThrownBy(() ->
                        RecordFile.ACCOUNTS.read(new FailingStream(), "accounts.jsonl", ZoneOffset.UTC, new Findings()))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        IllegalStateException bug = new IllegalStateException("bug");
        InputStream broken = new ByteArrayInputStream(new byte[0]) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                throw bug;
            }
        };
        assertThatThrownBy(() -> RecordFile.ACCOUNTS.read(broken, "a.csv", ZoneOffset.UTC, new Findings()))
                .isSameAs(bug);
    }

    @Test
    void whatNoFileCanHoldIsNotWritten() {
        assertThatThrownBy(() -> FileText.csv(RecordFile.ACCOUNTS, List.of(Account.of("A1"), Account.of("A\n2"))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("accounts:2: account_id: A\\u000a2, must have no control character,"
                        + " remove the one at position 2");
        assertThatThrownBy(() -> FileText.jsonLines(
                        RecordFile.ACCOUNTS,
                        List.of(Account.builder("A\0")
                                .name("\uD83D")
                                .attribute("x", "\uDCE4")
                                .build())))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        3 problems
                        accounts:1: accountId: A\\u0000, must have no control character, remove the one at position 2
                        accounts:1: name: \\uD83D, must be UTF-8, save the file as UTF-8
                        accounts:1: x: \\xE4, must be UTF-8, save the file as UTF-8""");
        assertThatThrownBy(() ->
                        FileText.csv(RecordFile.COSTS, List.of(Cost.of("x", LocalDate.of(12345, 1, 1), usd("1")))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("costs:1: booked_on: +12345-01-01, must be a day of the calendar such as 2025-01-31,"
                        + " write year, month and day, no time");
        assertThatThrownBy(() -> FileText.csv(
                        RecordFile.EVENTS,
                        List.of(Event.builder("A1", "x", NINE)
                                .attribute("value", "x")
                                .build())))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("events:1: attribute name: value, must not be named like a column,"
                        + " rename it, or write JSON Lines");
        assertThatThrownBy(() -> FileText.csv(
                        RecordFile.ACCOUNTS,
                        List.of(Account.builder("A1").attribute("Name", "x").build())))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("accounts:1: attribute name: Name, must be a column of accounts, did you mean name");
        Subscription discounted = Subscription.builder("S1", "A1", MARCH, usd("30"), BillingInterval.MONTH)
                .discounts(List.of(Discount.ofFraction(new BigDecimal("0.1"), MARCH)))
                .build();
        assertThatThrownBy(() -> FileText.jsonLines(RecordFile.SUBSCRIPTIONS, List.of(discounted)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("subscriptions:1: discounts: 1, must be none in a file,"
                        + " write a term with the net price for each span of time");
    }

    private static <T> void assertBothWays(RecordFile<T> kind, T item, String csv, String json) {
        assertThat(FileText.csv(kind, List.of(item))).isEqualTo(csv);
        assertThat(good(kind, kind + ".csv", csv)).containsExactly(item);
        assertThat(FileText.jsonLines(kind, List.of(item))).isEqualTo(json);
        assertThat(good(kind, kind + ".jsonl", json)).containsExactly(item);
    }

    private static BigMoney usd(String amount) {
        return BigMoney.parse("USD " + amount);
    }

    private static final class FailingStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("disk");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read();
        }
    }
}
