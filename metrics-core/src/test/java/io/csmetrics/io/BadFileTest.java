package io.csmetrics.io;

import static io.csmetrics.io.FileText.bad;
import static io.csmetrics.io.FileText.good;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.Account;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BadFileTest {
    private static final String MOVEMENTS = "account_id,effective_on,type,amount,currency,kind\n";

    @Test
    void aFileWithoutHeaderIsRefused() {
        String rule = "accounts.csv:1: must begin with a row of column names,"
                + " write them as account_id,name,segment,source,referrer_id,owner,seats";
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "")).containsExactly(rule);
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "\uFEFF\n  \n")).containsExactly(rule);
    }

    @Test
    void aHeaderWithoutARequiredColumnIsRefusedOnceForTheFile() {
        assertThat(bad(RecordFile.COSTS, "costs.csv", "categorie,booked,amount\nx,2025-03-01,1\ny,2025-03-01,1\n"))
                .containsExactly(
                        "costs.csv:1: booked: must be a column of costs, did you mean booked_on",
                        "costs.csv:1: booked_on: must be a column of this file, rename the column booked",
                        "costs.csv:1: categorie: must be a column of costs, did you mean category",
                        "costs.csv:1: category: must be a column of this file, rename the column categorie",
                        "costs.csv:1: currency: must be a column of this file, add it");
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id;name\nA1;x\n"))
                .containsExactly(
                        "accounts.csv:1: account_id: must be a column of this file, separate the columns by commas");
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "name\nx\n"))
                .containsExactly("accounts.csv:1: account_id: must be a column of this file, add it");
    }

    @Test
    void aColumnThatStandsTwiceIsRefused() {
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,region,region\nA1,x,y\n"))
                .containsExactly(
                        "accounts.csv:1: region: must be the only column of its name, remove or rename one of them");
    }

    @Test
    void anUnknownColumnIsToldAndNotRead() {
        Findings findings = new Findings();
        assertThat(FileText.read(
                        RecordFile.COSTS,
                        "costs.csv",
                        "category,booked_on,amount,currency,amout,\nx,2025-03-01,1,USD,2,\n",
                        ZoneOffset.UTC,
                        findings))
                .hasSize(1);
        assertThat(findings.errors())
                .extracting(Object::toString)
                .containsExactly(
                        "costs.csv:1: must have a name, name the column, or remove it",
                        "costs.csv:1: amout: must be a column of costs, did you mean amount");
    }

    @Test
    void aSlipInAColumnIsNoAttribute() {
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,Segment,referrerId,region\nA1,a,b,c\n"))
                .containsExactly(
                        "accounts.csv:1: Segment: must be a column of accounts, did you mean segment",
                        "accounts.csv:1: referrerId: must be a column of accounts, did you mean referrer_id");
        assertThat(bad(RecordFile.EVENTS, "events.csv", "account_id,type,at,Touch Model,usr_id,ok\n"))
                .containsExactly(
                        "events.csv:1: Touch Model: must be a column of events or the kebab-case name of an attribute,"
                                + " write it like touch-model",
                        "events.csv:1: usr_id: must be a column of events or the kebab-case name of an attribute,"
                                + " did you mean user_id");
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,re\0gion\nA1,c\n"))
                .containsExactly("accounts.csv:1: re\\u0000gion: must have no control character,"
                        + " remove the one at position 3");
    }

    @Test
    void aRowHasAsManyCellsAsTheHeader() {
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,name\nA1\nA2,x,y\n,\n"))
                .containsExactly(
                        "accounts.csv:2: 1 cell, must have 2 like the header, put a cell that holds a comma in quotes",
                        "accounts.csv:3: 3 cells, must have 2 like the header, put a cell that holds a comma in quotes",
                        "accounts.csv:4: account_id: must not be blank, give it a value");
    }

    @Test
    void everyBadCellOfARowIsTold() {
        assertThat(bad(
                        RecordFile.MOVEMENTS,
                        "movements.csv",
                        MOVEMENTS + " ,2025-02-30,EXPANSON,\"1,000.00\",EURO,upsel\n"
                                + "A1,1.3.2025,CHURN,-5,US,UPSELL\n"))
                .containsExactly(
                        "movements.csv:2: account_id: must not be blank, give it a value",
                        "movements.csv:2: amount: 1,000.00, must be a plain decimal number such as -1234.50, write a point"
                                + " before the decimals, no thousands separator, no exponent, no sign of a currency",
                        "movements.csv:2: currency: EURO, must be an ISO 4217 code such as USD, did you mean EUR",
                        "movements.csv:2: effective_on: 2025-02-30, must be a day of the calendar such as 2025-01-31,"
                                + " write year, month and day, no time",
                        "movements.csv:2: kind: upsel, must be one of UPSELL, CROSS_SELL, SEATS, USAGE, ADD_ON, PRICE,"
                                + " DOWNGRADE, OTHER, did you mean UPSELL",
                        "movements.csv:2: type: EXPANSON, must be one of OPENING, NEW, EXPANSION, CONTRACTION, CHURN,"
                                + " REACTIVATION, did you mean EXPANSION",
                        "movements.csv:3: amount: -5, must be above 0, give the magnitude; the type CHURN"
                                + " gives the sign",
                        "movements.csv:3: currency: US, must be an ISO 4217 code such as USD, correct it",
                        "movements.csv:3: effective_on: 1.3.2025, must be a day of the calendar such as 2025-01-31,"
                                + " write year, month and day, no time",
                        "movements.csv:3: kind: UPSELL, belongs to EXPANSION and CONTRACTION only,"
                                + " leave it out for CHURN");
    }

    @Test
    void aRuleThatHangsOnABadCellIsNotTold() {
        // whether the kind fits hangs on the type, and the order of the days on both
        assertThat(bad(RecordFile.MOVEMENTS, "movements.csv", MOVEMENTS + "A1,2025-03-01,SALE,5,USD,UPSELL\n"))
                .containsExactly(
                        "movements.csv:2: type: SALE, must be one of OPENING, NEW, EXPANSION, CONTRACTION, CHURN,"
                                + " REACTIVATION, correct it");
        assertThat(
                        bad(
                                RecordFile.CONTRACTS,
                                "contracts.csv",
                                "contract_id,account_id,starts_on,ends_on,annual_value,currency\nC1,A1,soon,2025-01-01,5,USD\n"))
                .containsExactly("contracts.csv:2: starts_on: soon, must be a day of the calendar such as 2025-01-31,"
                        + " write year, month and day, no time");
    }

    @Test
    void theRulesOfARecordSpeakOfColumns() {
        String row = "C1,A1,2025-03-01,2025-01-01,5,USD,C1\n";
        String header = "contract_id,account_id,starts_on,ends_on,annual_value,currency,renews_contract_id\n";
        assertThat(bad(RecordFile.CONTRACTS, "contracts.csv", header + row))
                .containsExactly(
                        "contracts.csv:2: ends_on: 2025-01-01, must be after starts_on 2025-03-01,"
                                + " give the first day after the term",
                        "contracts.csv:2: renews_contract_id: C1, must be another contract,"
                                + " name the contract that this one renews");
        assertThat(bad(
                        RecordFile.CONTRACTS,
                        "contracts.jsonl",
                        "{\"contractId\":\"C1\",\"accountId\":\"A1\",\"startsOn\":\"2025-03-01\",\"endsOn\":\"2025-01-01\","
                                + "\"annualValue\":\"5\",\"currency\":\"USD\"}"))
                .containsExactly("contracts.jsonl:1: endsOn: 2025-01-01, must be after startsOn 2025-03-01,"
                        + " give the first day after the term");
        assertThat(bad(RecordFile.EVENTS, "events.csv", "account_id,type,at\nA1,Logged In,2025-03-01\n"))
                .containsExactly("events.csv:2: type: Logged In, must be kebab-case, write it like feature-used");
        assertThat(bad(
                        RecordFile.EVENTS,
                        "events.jsonl",
                        "{\"accountId\":\"A1\",\"type\":\"x\",\"at\":\"2025-03-01\",\"attributes\":{\"A B\":\"1\"}}"))
                .containsExactly("events.jsonl:1: attribute name: A B, must be kebab-case, write it like feature-used");
    }

    @Test
    void otherTypesTellWhatTheyWant() {
        assertThat(bad(RecordFile.TICKETS, "tickets.csv", """
                        ticket_id,account_id,opened_at,contacts,reopens
                        T1,A1,1735689600,1.5,many
                        T2,A1,yesterday at nine,2147483648,2.0
                        T3,A1,2025-03-01T25:00:00,,
                        T4,A1,2025-03-01T10:0x:00,,
                        T5,A1,2025-03-01X10:00:00,,
                        """))
                .containsExactly(
                        "tickets.csv:2: contacts: 1.5, must be a whole number of at most 2147483647, write digits only",
                        "tickets.csv:2: opened_at: 1735689600, must be an instant such as 2025-01-31T09:30:00Z, or a local"
                                + " time or date, write it as ISO-8601 has it",
                        "tickets.csv:2: reopens: many, must be a whole number of at most 2147483647, write digits only",
                        "tickets.csv:3: contacts: 2147483648, must be a whole number of at most 2147483647,"
                                + " write digits only",
                        "tickets.csv:3: opened_at: yesterday at nine, must be an instant such as 2025-01-31T09:30:00Z, or a"
                                + " local time or date, write it as ISO-8601 has it",
                        "tickets.csv:4: opened_at: 2025-03-01T25:00:00, must be an instant such as 2025-01-31T09:30:00Z, or"
                                + " a local time or date, write it as ISO-8601 has it",
                        "tickets.csv:5: opened_at: 2025-03-01T10:0x:00, must be an instant such as 2025-01-31T09:30:00Z, or"
                                + " a local time or date, write it as ISO-8601 has it",
                        "tickets.csv:6: opened_at: 2025-03-01X10:00:00, must be an instant such as 2025-01-31T09:30:00Z, or"
                                + " a local time or date, write it as ISO-8601 has it");
        assertThat(bad(RecordFile.SURVEYS, "surveys.csv", """
                        instrument,account_id,responded_at,score,scale_min,inverted
                        own,A1,2025-03-01,2,low,perhaps
                        csat,,2025-03-01,1e1,,FALSE
                        """))
                .containsExactly(
                        "surveys.csv:2: inverted: perhaps, must be true or false, correct it",
                        "surveys.csv:2: scale_max: must be given for own,"
                                + " only nps, enps, csat and ces have a scale of their own",
                        "surveys.csv:2: scale_min: low, must be a plain decimal number such as -1234.50, write a point"
                                + " before the decimals, no thousands separator, no exponent, no sign of a currency",
                        "surveys.csv:3: account_id: must be given for csat, only enps goes without an account",
                        "surveys.csv:3: score: 1e1, must be a plain decimal number such as -1234.50, write a point"
                                + " before the decimals, no thousands separator, no exponent, no sign of a currency");
        assertThat(bad(RecordFile.SUBSCRIPTIONS, "subscriptions.csv", """
                        subscription_id,account_id,starts_on,amount,currency,interval
                        S1,A1,2025-03-01,1,USD,monthly
                        S2,A1,2025-03-01,1.2.3,USD,P0M
                        """))
                .containsExactly(
                        "subscriptions.csv:2: interval: monthly, must be day, week, month, quarter, year or an ISO period"
                                + " above zero such as P6M, correct it",
                        "subscriptions.csv:3: amount: 1.2.3, must be a plain decimal number such as -1234.50, write a point"
                                + " before the decimals, no thousands separator, no exponent, no sign of a currency",
                        "subscriptions.csv:3: interval: P0M, must be day, week, month, quarter, year or an ISO period"
                                + " above zero such as P6M, correct it");
    }

    @Test
    void datesAndInstantsAreIsoOnly() {
        assertThat(good(RecordFile.EVENTS, "events.csv", """
                        account_id,type,at,blank
                        A,x,2025-03-01T09:00, \t
                        A,x,2025-03-01T09:00:00.123456789Z,
                        A,x,2025-03-01T09:00-03,
                        """))
                .extracting(event -> event.at().toString())
                .containsExactly("2025-03-01T09:00:00Z", "2025-03-01T09:00:00.123Z", "2025-03-01T12:00:00Z");
        List<String> wrong = List.of(
                "2025/03-01",
                "2025-03/01",
                "2025-03-0:",
                "2025-03-0/",
                "2025-03",
                "2025-03-01T09",
                "2025-03-01T09-00:00",
                "2025-03-01T09:00+0x",
                "2025-03-01T09:00:00+99",
                "12025-03-01T09:00:00Z",
                "T2025-03-01");
        assertThat(bad(
                        RecordFile.EVENTS,
                        "events.csv",
                        "account_id,type,at\n"
                                + wrong.stream().map("A,x,%s\n"::formatted).collect(joining())))
                .hasSize(wrong.size());
        assertThat(bad(
                        RecordFile.COSTS,
                        "costs.csv",
                        "category,amount,currency,booked_on\n"
                                + wrong.stream().map("x,1,USD,%s\n"::formatted).collect(joining())))
                .hasSize(wrong.size());
        List<String> noNumber =
                List.of("1 000", "1_000", "0x10", "--1", "1-", ".", "-", "\u0661", "NaN", "1" + ".".repeat(2));
        assertThat(bad(
                        RecordFile.COSTS,
                        "costs.csv",
                        "category,booked_on,currency,amount\n"
                                + noNumber.stream()
                                        .map("x,2025-03-01,USD,%s\n"::formatted)
                                        .collect(joining())))
                .hasSize(noNumber.size());
    }

    @Test
    void idsHaveNoControlCharacters() {
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,name\nA\0001,x\n\"A\n2\",\"x\ny\"\nA\t3,\0\n"))
                .containsExactly(
                        "accounts.csv:2: account_id: A\\u00001, must have no control character,"
                                + " remove the one at position 2",
                        "accounts.csv:3: account_id: A\\u000a2, must have no control character,"
                                + " remove the one at position 2",
                        "accounts.csv:6: account_id: A\\u00093, must have no control character,"
                                + " remove the one at position 2");
    }

    @Test
    void bytesThatAreNoUtf8AreToldByRowAndColumn() {
        byte[] latin = "account_id,name,region\nA1,x,y\nA2,B\u00fccher,S\u00fcd\n\u00c41,x,y\nA4,z,\u00e9"
                .getBytes(StandardCharsets.ISO_8859_1);
        Findings findings = new Findings();
        Rows<Account> rows = FileText.read(RecordFile.ACCOUNTS, "accounts.csv", latin, ZoneOffset.UTC, findings);
        assertThat(rows).extracting(Account::id).containsExactly("A1");
        assertThat(findings.errors())
                .extracting(Object::toString)
                .containsExactly(
                        "accounts.csv:3: name: B\\xFCcher, must be UTF-8, save the file as UTF-8",
                        "accounts.csv:3: region: S\\xFCd, must be UTF-8, save the file as UTF-8",
                        "accounts.csv:4: account_id: \\xC41, must be UTF-8, save the file as UTF-8",
                        "accounts.csv:5: region: \\xE9, must be UTF-8, save the file as UTF-8");
        assertThat(bad(
                        RecordFile.ACCOUNTS,
                        "accounts.csv",
                        "account_id,\u00fc\n".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("accounts.csv:1: \\xFC: must be UTF-8, save the file as UTF-8");
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id\nA1\n".getBytes(StandardCharsets.UTF_16)))
                .hasSize(2)
                .allMatch(finding -> finding.startsWith("accounts.csv:1: "));
    }

    @Test
    void quotesThatDoNotPairStopTheReading() {
        String rule = "must have a comma or the end of the line after each closing quote, and close each quote,"
                + " double a quote inside quotes; the rest of the file was not read";
        Findings findings = new Findings();
        assertThat(FileText.read(
                        RecordFile.ACCOUNTS,
                        "accounts.csv",
                        "account_id,name\nA1,x\nA2,\"y\nA3,z\n",
                        ZoneOffset.UTC,
                        findings))
                .containsExactly(Account.builder("A1").name("x").build());
        assertThat(findings.errors()).extracting(Object::toString).containsExactly("accounts.csv:3: " + rule);
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,name\nA1,\"x\"y\nA2,z\n"))
                .containsExactly("accounts.csv:2: " + rule);
        assertThat(bad(RecordFile.ACCOUNTS, "accounts.csv", "account_id,\"name\n"))
                .containsExactly("accounts.csv:1: " + rule);
    }

    @Test
    void aRowIsOnlySoLong() {
        String rule = "must have at most 1048576 characters, look for a quote that is not closed";
        String half = "x".repeat(600_000);
        assertThat(bad(RecordFile.ACCOUNTS, "a.csv", "account_id,name,owner\nA1," + half + "," + half + "\nA2,x,\0"))
                .containsExactly(
                        "a.csv:2: 1200002 characters, " + rule,
                        "a.csv:3: owner: \\u0000, must have no control character, remove the one at position 1");
        assertThat(bad(RecordFile.ACCOUNTS, "a.csv", "account_id,name\nA1," + "x".repeat(3_000_000) + "\nA2,x\n"))
                .containsExactly("a.csv:2: " + rule);
        assertThat(bad(RecordFile.ACCOUNTS, "a.csv", "account_id," + half + "," + half + "\n"))
                .containsExactly("a.csv:1: 1200010 characters, " + rule);
        assertThat(bad(RecordFile.ACCOUNTS, "a.jsonl", "{\"accountId\":\"" + half + half + "\"}\n{\"accountId\":\"\"}"))
                .containsExactly(
                        "a.jsonl:1: must have at most 1048576 characters, put each object on a line of its own",
                        "a.jsonl:2: accountId: must not be blank, give it a value");
    }

    @Test
    void damageToACompressedFileIsTold() throws IOException {
        String rule = "must be a whole gzip file, write it again; nothing was read from here on";
        assertThat(bad(RecordFile.ACCOUNTS, "a.csv.gz", "account_id\nA1\n")).containsExactly("a.csv.gz: " + rule);
        assertThat(bad(RecordFile.ACCOUNTS, "a.csv.gz", "")).containsExactly("a.csv.gz: " + rule);
        byte[] csv = gzip("account_id\n" + "A1\n".repeat(30_000));
        assertThat(bad(RecordFile.ACCOUNTS, "a.csv.gz", Arrays.copyOf(csv, csv.length - 20)))
                .singleElement()
                .asString()
                .matches("a\\.csv\\.gz:\\d+: " + rule);
        byte[] json = gzip("{\"accountId\":\"A1\"}\n".repeat(30_000));
        assertThat(bad(RecordFile.ACCOUNTS, "a.jsonl.gz", Arrays.copyOf(json, json.length - 20)))
                .singleElement()
                .asString()
                .matches("a\\.jsonl\\.gz:\\d+: " + rule);
    }

    @Test
    void everyLineOfJsonLinesIsOneObject() {
        assertThat(bad(RecordFile.ACCOUNTS, "a.jsonl", """
                        {"accountId":"A1",}
                        ["A2"]
                        {"accountId":"A3"} {"accountId":"A4"}
                        {"accountId":"A5"
                        {"accountId":"A6"}
                        {"accountId":NaN}
                        """))
                .containsExactly(
                        "a.jsonl:1: {\"accountId\":\"A1\",}, must be one JSON object, look at character 19",
                        "a.jsonl:2: [\"A2\"], must be one JSON object, look at character 1",
                        "a.jsonl:3: {\"accountId\":\"A3\"} {\"accountId\":\"A4\"}, must be one JSON object,"
                                + " look at character 20",
                        "a.jsonl:4: {\"accountId\":\"A5\", must be one JSON object, look at character 18",
                        "a.jsonl:6: {\"accountId\":NaN}, must be one JSON object, look at character 17");
    }

    @Test
    void depthAndLengthOfJsonAreBounded() {
        String rule = "must be one JSON object, look for a number of many digits or deep brackets";
        assertThat(bad(RecordFile.COSTS, "c.jsonl", "{\"category\":" + "[".repeat(100_000)))
                .anyMatch(finding -> finding.endsWith(rule));
        assertThat(bad(RecordFile.COSTS, "c.jsonl", "{\"amount\":" + "1".repeat(5_000) + "}"))
                .singleElement()
                .asString()
                .endsWith(rule);
        assertThat(bad(
                        RecordFile.COSTS,
                        "c.jsonl",
                        "{\"category\":\"x\",\"bookedOn\":\"2025-03-01\",\"currency\":\"USD\",\"amount\":1e999999999}\n"
                                + "{\"category\":\"x\",\"bookedOn\":\"2025-03-01\",\"currency\":\"USD\","
                                + "\"amount\":1e99999999999}\n"
                                + "{\"category\":\"x\",\"bookedOn\":\"2025-03-01\",\"currency\":\"USD\",\"amount\":\""
                                + "1".repeat(5_000) + "\"}\n"))
                .hasSize(3)
                .allMatch(finding -> finding.contains(" must be a plain decimal number"));
    }

    @Test
    void keysOfJsonAreColumns() {
        assertThat(bad(RecordFile.COSTS, "c.jsonl", """
                        {"category":"x","bookedOn":"2025-03-01","amount":1,"currency":"USD","booked_on":["2025"],"note":"a"}
                        {"category":"x","bookedOn":"2025-03-01","amount":1,"currency":"USD","note":"b"}
                        {"category":"x","category":["y"],"bookedOn":{"y":1},"amount":[1],"attributes":{"a":"b"}}
                        """))
                .containsExactly(
                        "c.jsonl:1: booked_on: must be a column of costs, did you mean bookedOn",
                        "c.jsonl:1: note: must be a column of costs, remove it, or use one of category, bookedOn, amount,"
                                + " currency, accountId",
                        "c.jsonl:3: amount: must be a text, a number, true, false or null, give one value",
                        "c.jsonl:3: amount: must not be blank, give it a value",
                        "c.jsonl:3: attributes: must be a column of costs, remove it, or use one of category, bookedOn,"
                                + " amount, currency, accountId",
                        "c.jsonl:3: bookedOn: must be a text, a number, true, false or null, give one value",
                        "c.jsonl:3: bookedOn: must not be blank, give it a value",
                        "c.jsonl:3: category: must be the only key of its name, remove or rename one of them",
                        "c.jsonl:3: currency: must not be blank, give it a value");
        assertThat(bad(
                        RecordFile.ACCOUNTS,
                        "a.jsonl",
                        "{\"accountId\":\"A1\",\"region\":\"x\",\"attributes\":{\"region\":\"y\",\"a\":{}}}\n"
                                + "{\"accountId\":\"A\\ud800\",\"name\":\"\\udc80\",\"r\":\"\\udbff\"}"))
                .containsExactly(
                        "a.jsonl:1: a: must be a text, a number, true, false or null, give one value",
                        "a.jsonl:1: region: must be the only key of its name, remove or rename one of them",
                        "a.jsonl:2: accountId: A\\uD800, must be UTF-8, save the file as UTF-8",
                        "a.jsonl:2: name: \\x80, must be UTF-8, save the file as UTF-8",
                        "a.jsonl:2: r: \\uDBFF, must be UTF-8, save the file as UTF-8");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
