package org.akoma.protection.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Money goes to nobody who bears the name of one of the hands that it passes ({@code trust.md 3}), by API, page and SQL. */
class PayeeIsNoHandIT extends AidHouse {

    private static final String YOURS = "assistance.payee-has-your-name";

    private void named(Actor who, String name) throws SQLException {
        TestDatabase.ownerDoes(
                "insert into access.person_card (person_id, compartment, name) select p.id, p.compartment, '" + name
                        + "' from access.person p where p.id = '" + who.personId() + "'");
    }

    private Answer asked(Actor by, String child, String payee) {
        return api(by.username())
                .post(
                        "/api/v1/cases/" + child + "/payments",
                        Map.of("type", "FAMILY_CASH", "amount", 30000, "currency", "XOF", "payee", payee));
    }

    private UUID id(Answer asked) {
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        return UUID.fromString(asked.json().path("id").asString());
    }

    private Map<String, Object> receipt(Actor by) {
        return Map.of("receipt", "R-1-" + by.code(), "receivedBy", "CAREGIVER", "signed", true);
    }

    private void straight(Actor by, UUID id, String change) throws SQLException {
        SqlAs.change(by, clock.instant(), "update assistance.payment set " + change + " where id = '" + id + "'");
    }

    /** In any writing, by a former name, and by the name of a second account that has the same telephone or once had the same name. */
    @Test
    void nobodyAsksForMoneyForTheirOwnName() throws SQLException {
        String child = child(12);
        String family = newFamilyName();
        String before = newFamilyName();
        named(worker, "Akissi " + before);
        TestDatabase.ownerDoes("update access.person_card set name = 'Akissi N''Dri " + family + "' where person_id = '"
                + worker.personId() + "'");
        for (String own : new String[] {
            "Akissi N'Dri " + family,
            family.toUpperCase(Locale.ROOT) + " Akissi",
            "Mme Akissi " + family + ", sa tante",
            "Akissi Marie " + before
        }) {
            Answer refused = asked(worker, child, own);
            assertThat(refused.status()).as(own).isEqualTo(422);
            assertThat(refused.body()).as(own).contains("assistance.payee-is-yourself", "\"payee\"", "collègue");
        }
        assertThat(browser(worker.username())
                        .post(
                                "/cases/" + child + "/aid/payments?lang=fr",
                                "type",
                                "FAMILY_CASH",
                                "amount",
                                "30000",
                                "currency",
                                "XOF",
                                "payee",
                                "Akissi " + family)
                        .body())
                .contains("Cette personne porte votre nom");
        UUID other = id(asked(worker, child, "Akissi " + newFamilyName()));
        for (String own : new String[] {"Akissi " + family, "Akissi " + before})
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "do $$ begin perform assistance.name_payee('" + other + "', '\\x78', '" + own
                                    + "'); end $$"))
                    .as(own)
                    .hasMessageContaining(YOURS);
    }

    /** A first name or a family name alone, also behind a title or with an initial, is that of everybody who bears it, today or before. */
    @Test
    void oneWordIsTheNameOfWhoBearsIt() throws SQLException {
        String child = child(12);
        String family = newFamilyName();
        String before = newFamilyName();
        named(worker, "Akissi " + before);
        TestDatabase.ownerDoes("update access.person_card set name = 'Akissi " + family + "' where person_id = '"
                + worker.personId() + "'");
        UUID other = id(asked(worker, child, "Adjoua " + newFamilyName()));
        for (String own : new String[] {family, "M. " + family.toUpperCase(Locale.ROOT), family + " A.", before}) {
            assertThat(asked(worker, child, own).body()).as(own).contains("assistance.payee-is-yourself");
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "do $$ begin perform assistance.name_payee('" + other + "', '\\x78', '" + own
                                    + "'); end $$"))
                    .as(own)
                    .hasMessageContaining(YOURS);
        }
        named(manager, "Brou " + newFamilyName());
        UUID id = id(asked(worker, child(12), "Brou"));
        assertThat(api(manager.username())
                        .post("/api/v1/payments/" + id + "/decision", Map.of("approved", true))
                        .body())
                .contains(YOURS);
        done(payments.approve(actor(person(Role.PROJECT_MANAGER, ngo)), id));
    }

    /** Who approves and who pays read no name; the page says that it is theirs or a namesake's, and a colleague acts. */
    @Test
    void nobodyApprovesOrPaysMoneyForTheirOwnName() throws SQLException {
        String child = child(12);
        String name = "Ahou " + newFamilyName();
        named(manager, name);
        named(finance, name.toUpperCase(Locale.ROOT)); // a namesake of the manager
        UUID id = id(asked(worker, child, name + ", sa mère"));
        Answer refused = api(manager.username()).post("/api/v1/payments/" + id + "/decision", Map.of("approved", true));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains(YOURS);
        String approve =
                "state = 'APPROVED', approved_by = access.actor(), approved_at = access.moment(), version = version + 1";
        assertThatThrownBy(() -> SqlAs.change(manager, clock.instant(), """
                        do $$ begin
                            perform access.decide(d.id, true, null) from access.decision d where d.kind = 'PAYMENT' and d.subject = '%1$s' and d.state = 'WAITING';
                            update assistance.payment set %2$s where id = '%1$s';
                        end $$""".formatted(id, approve)))
                .hasMessageContaining(YOURS);
        assertThat(browser(manager.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains("porte votre nom")
                .doesNotContain("name=\"approved\" value=\"true\"", "Ahou", "??");
        Actor colleague = actor(person(Role.PROJECT_MANAGER, ngo));
        assertThat(browser(colleague.username())
                        .get("/payments/" + id + "?lang=fr")
                        .body())
                .contains("name=\"approved\" value=\"true\"")
                .doesNotContain("porte votre nom");
        done(payments.approve(colleague, id));
        assertThat(api(finance.username())
                        .post("/api/v1/payments/" + id + "/receipt", receipt(finance))
                        .body())
                .contains(YOURS);
        assertThatThrownBy(() -> straight(
                        finance,
                        id,
                        "state = 'PAID', paid_by = access.actor(), paid_at = access.moment(), paid_on = '2015-11-16', receipt = 'S-"
                                + finance.code() + "', received_by = 'CAREGIVER', signed = true"))
                .hasMessageContaining(YOURS);
        assertThat(browser(finance.username())
                        .get("/payments/" + id + "?lang=en")
                        .body())
                .contains("has your name")
                .doesNotContain("/receipt\"", "??");
        Actor till = actor(person(Role.FINANCE_OFFICER, ngo));
        assertThat(api(till.username())
                        .post("/api/v1/payments/" + id + "/receipt", receipt(till))
                        .status())
                .isEqualTo(200);
    }

    /** What is kept of the comparison is for nobody to read, and nobody asks whose name somebody else bears. */
    @Test
    void nobodyReadsWhoseNameItIs() throws SQLException {
        String name = "Ahou " + newFamilyName();
        named(manager, name);
        UUID id = id(asked(worker, child(12), name));
        for (Actor one : new Actor[] {worker, manager, finance}) {
            assertThatThrownBy(() -> SqlAs.change(
                            one, clock.instant(), "do $$ begin perform count(*) from assistance.payee_account; end $$"))
                    .as(one.code())
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> SqlAs.change(
                            one,
                            clock.instant(),
                            "do $$ begin perform assistance.accounts_of_name('" + name + "'); end $$"))
                    .as(one.code())
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> SqlAs.change(
                            one,
                            clock.instant(),
                            "insert into assistance.payee (payment_id, file_id, sealed) select id, file_id, '\\x78' from assistance.payment where id = '"
                                    + id + "'"))
                    .as(one.code())
                    .hasMessageContaining("permission denied");
        }
        SqlAs.change(
                worker,
                clock.instant(),
                "do $$ begin if assistance.is_own_name('" + name + "') or assistance.bears_payees_name('" + id
                        + "') then raise exception 'answered'; end if; end $$");
    }
}
