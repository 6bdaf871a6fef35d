package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccountTest {
    @Test
    void anAccountNeedsNothingButItsId() {
        Account account = Account.of("A1");
        assertThat(account.id()).isEqualTo("A1");
        assertThat(account.seats()).isEmpty();
        assertThat(account.attributes()).isEmpty();
        assertThat(account).isEqualTo(Account.builder("A1").build());
    }

    @Test
    void theBuilderSetsEveryPart() {
        Account account = Account.builder("A1")
                .name("Acme")
                .segment("SMB")
                .source("inbound")
                .owner("csm-1")
                .seats(5)
                .attribute("region", "EU")
                .attributes(Map.of("fit", "good"))
                .build();
        assertThat(account)
                .isEqualTo(new Account(
                        "A1",
                        Optional.of("Acme"),
                        Optional.of("SMB"),
                        Optional.of("inbound"),
                        Optional.empty(),
                        Optional.of("csm-1"),
                        OptionalInt.of(5),
                        new TreeMap<>(Map.of("region", "EU", "fit", "good"))));
    }

    @Test
    void aReferrerMakesItAReferredAccount() {
        Account account = Account.builder("A1").referrerId("A0").build();
        assertThat(account.referrerId()).contains("A0");
        assertThat(account.source()).contains(Account.REFERRAL);
    }

    @Test
    void propertiesAreFoundByTheNamesOfTheirColumns() {
        Account account = Account.builder("A1")
                .name("Acme")
                .segment("SMB")
                .referrerId("A0")
                .owner("csm-1")
                .seats(5)
                .attribute("region", "EU")
                .build();
        assertThat(account.property("name")).contains("Acme");
        assertThat(account.property("segment")).contains("SMB");
        assertThat(account.property("source")).contains("referral");
        assertThat(account.property("referrer_id")).contains("A0");
        assertThat(account.property("owner")).contains("csm-1");
        assertThat(account.property("seats")).contains("5");
        assertThat(account.property("region")).contains("EU");
        assertThat(account.property("industry")).isEmpty();
        assertThat(Account.of("A2").property("seats")).isEmpty();
    }

    @Test
    void theAttributesAreASortedCopyThatCannotBeChanged() {
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("b", "2", "a", "1"));
        Account account = Account.builder("A1").attributes(attributes).build();
        attributes.put("c", "3");
        assertThat(account.attributes()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThatThrownBy(() -> account.attributes().put("d", "4")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theIdMustNotBeBlank() {
        assertThatThrownBy(() -> Account.of(" "))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("account \" \": id:  , must not be blank, give it a value");
    }

    @Test
    void aReferrerNeedsTheSourceReferral() {
        assertThatThrownBy(() ->
                        Account.builder("A1").referrerId("A0").source("inbound").build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("account \"A1\": referrerId: A0, needs the source \"referral\","
                        + " set the source or leave the referrer out");
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> Account.builder("A1")
                        .name("")
                        .segment("")
                        .owner("")
                        .seats(0)
                        .attribute("region", "")
                        .attribute(" ", "x")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        6 problems
                        account "A1": attribute name:  , must not be blank, give it a value
                        account "A1": name: must not be blank, leave it out where there is none
                        account "A1": owner: must not be blank, leave it out where there is none
                        account "A1": region: must not be blank, give it a value
                        account "A1": seats: 0, must be at least 1, leave it out where it is not known
                        account "A1": segment: must not be blank, leave it out where there is none""");
    }
}
