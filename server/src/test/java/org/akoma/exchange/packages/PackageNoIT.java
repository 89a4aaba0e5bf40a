package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.LoginSql;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A no ends what was asked for or agreed to before it, and who records the yes that follows sends nothing. */
class PackageNoIT extends PackageHouse {

    @BeforeEach
    void keyOfTheAuthority() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        known(HouseKey.of(secret));
        guarded(code);
    }

    private Actor colleague() {
        return actor(person(Role.CASE_SUPERVISOR, ngo));
    }

    private String refused(Actor by, String id) {
        var answer = take(by, id);
        return answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    private String page(String lang) {
        return browser(worker.username())
                .get("/cases/" + code + "/packages?lang=" + lang)
                .body();
    }

    private String straight(String question) throws SQLException {
        return LoginSql.answer(worker, clock.instant().plusSeconds(60), question);
    }

    @Test
    void whatWasAgreedToBeforeANoLeavesAfterNoYes() throws SQLException {
        consent("GIVEN");
        accepted();
        String id = agreed();
        assertThat(take(worker, id).statusCode()).isEqualTo(200);
        minutesLater(10);
        no(code);
        assertThat(refused(worker, id)).startsWith("422").contains("packages.not-to-leave");
        minutesLater(1);
        newYes(worker, code);
        assertThat(refused(worker, id)).startsWith("422").contains("packages.not-to-leave");
        assertThat(straight("select packages.bars('" + id + "')")).isEqualTo("NOT_TO_LEAVE");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select packages.take((select archive_id from packages.packed where sent_id = '" + id + "'))"))
                .contains("packages.not-to-leave");
        assertThat(PackagesIT.count(
                        "packages.archive a join packages.packed p on p.archive_id = a.id where p.sent_id = '" + id
                                + "' and a.bytes is not null"))
                .as("what was made is forgotten")
                .isZero();
        assertThat(page("fr")).contains("Terminé par un refus").doesNotContain("Télécharger le fichier chiffré");
    }

    @Test
    void aRequestThatWaitsEndsWithANo() {
        consent("GIVEN");
        accepted();
        assertThat(ask(worker).status()).isEqualTo(201);
        assertThat(waiting(api(supervisor.username()), code)).isNotEmpty();
        minutesLater(10);
        no(code);
        minutesLater(1);
        newYes(colleague(), code);
        assertThat(waiting(api(supervisor.username()), code)).isEmpty();
        assertThat(page("en")).contains("Ended by a refusal");
        String anew = agreed();
        assertThat(take(worker, anew).statusCode()).as("asked for after the no").isEqualTo(200);
    }

    @Test
    void whoRecordsTheYesThatFollowsANoAsksForNothing() throws SQLException {
        consent("GIVEN");
        accepted();
        minutesLater(10);
        no(code);
        minutesLater(1);
        newYes(worker, code);
        Answer asked = ask(worker);
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.body()).contains("packages.own-yes");
        assertThat(straight("select packages.ask('" + Ids.next() + "', (select id from cases.case_file where code = '"
                        + code + "'), 'CONTINUED_CARE')"))
                .isEqualTo("OWN_YES");
        assertThat(page("en"))
                .contains("You recorded the consent that follows a refusal yourself")
                .doesNotContain("p-ask");
        assertThat(browser(worker.username()).get("/packages?lang=en").body())
                .contains("No: you recorded the consent that follows a refusal yourself");
        minutesLater(1);
        newYes(colleague(), code);
        assertThat(page("en")).contains("p-ask");
        assertThat(ask(worker).status()).as("another person heard the child").isEqualTo(201);
    }

    @Test
    void norTakesWhatWasAgreedTo() throws SQLException {
        consent("GIVEN");
        accepted();
        minutesLater(10);
        no(code);
        minutesLater(1);
        newYes(colleague(), code);
        String id = agreed();
        assertThat(take(worker, id).statusCode()).isEqualTo(200);
        minutesLater(1);
        newYes(worker, code);
        assertThat(refused(worker, id)).startsWith("422").contains("packages.own-yes");
        assertThat(LoginSql.refusal(
                        worker,
                        clock.instant().plusSeconds(60),
                        "select packages.take((select archive_id from packages.packed where sent_id = '" + id + "'))"))
                .contains("packages.not-to-leave");
    }

    /** Two people agreed to the minimum over the no that was there; a new no was weighed by nobody. */
    @Test
    void theMinimumIsAskedForAnewAfterANewNo() {
        consent("REFUSED");
        String proposal = handOver().json().path("id").asString();
        String at = "/api/v1/cases/" + code + "/handover/" + proposal;
        assertThat(api(supervisor.username())
                        .post(at + "/minimum", Map.of("basis", "BEST_INTERESTS", "minimumWhy", "Elle vit seule"))
                        .status())
                .isEqualTo(200);
        assertThat(verdict(api(custodian.username()), code, true)).isEqualTo(200);
        assertThat(api(supervisor.username())
                        .post(at + "/sending", Map.of("why", WHY))
                        .status())
                .isEqualTo(200);
        accepted(proposal);
        String id = agreed();
        assertThat(take(worker, id).statusCode()).as("over the no of before").isEqualTo(200);
        minutesLater(10);
        no(code);
        assertThat(refused(worker, id)).startsWith("422").contains("packages.not-to-leave");
        minutesLater(1);
        assertThat(take(worker, agreed()).statusCode()).as("agreed to after it").isEqualTo(200);
    }
}
