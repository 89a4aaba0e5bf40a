package org.akoma.protection.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Proposal;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.PlanReturn;
import org.junit.jupiter.api.Test;

/** What was proposed and is then changed is proposed anew ({@code trust.md 2}): no request waits that nobody can agree to. */
class ChangedWhileItWaitsIT extends CareHouse {

    private Caller own() {
        return api(worker.username());
    }

    private Answer verdict(Decision waiting, boolean agreed) {
        return api(supervisor.username())
                .post(
                        "/api/v1/decisions/" + waiting.id() + "/verdict",
                        Map.of("agreed", agreed, "reason", "Lu avec le dossier"));
    }

    private void isOver(Decision asked) {
        assertThat(transactions.as(
                        supervisor,
                        () -> decisions.find(asked.id()).orElseThrow().state()))
                .isEqualTo(Decision.State.REPLACED);
        assertThat(api(supervisor.username()).get("/api/v1/decisions").body())
                .doesNotContain(asked.id().toString());
        for (boolean agreed : new boolean[] {true, false})
            assertThat(verdict(asked, agreed).body()).contains("access.decision-changed");
    }

    @Test
    void anIdentityThatIsChangedIsVerifiedAnew() {
        String code = file("F", 9);
        UUID file = now(code).id();
        String address = "/api/v1/cases/" + code + "/identity";
        Map<String, Object> wanted =
                new HashMap<>(Map.of("givenNames", "Awa", "familyName", "Traoré", "languages", List.of("fr")));
        Map<String, Object> seen = Map.of("proof", "BIRTH_CERTIFICATE", "seenOn", "2015-11-10");
        own().put(address, wanted, "\"1\"");
        assertThat(own().post(address + "/verification", seen).status()).isEqualTo(202);
        Decision first = waiting("IDENTITY", file);
        wanted.put("phone", "0707");
        assertThat(own().put(address, wanted, "\"2\"").status()).isEqualTo(200);
        isOver(first);
        assertThat(own().post(address + "/verification", seen).status()).isEqualTo(202);
        assertThat(verdict(waiting("IDENTITY", file), true).status()).isEqualTo(200);
        wanted.put("givenNames", "Aminata");
        assertThat(own().put(address, wanted, "\"3\"").status()).isEqualTo(202);
        Decision name = waiting("IDENTITY_CHANGE", file);
        wanted.put("givenNames", "Awa");
        wanted.put("phone", "0808");
        assertThat(own().put(address, wanted, "\"3\"").status()).isEqualTo(200);
        isOver(name);
    }

    @Test
    void aReturnThatIsStoppedIsNotAcceptedByItsLetter() {
        String code = active();
        UUID way = Ids.next();
        String all = "/api/v1/cases/" + code + "/homecomings";
        own().post(all, Map.of("id", way, "toCountry", "ML", "state", "PLANNED", "homeAddress", "A"));
        PlanReturn accepted = new PlanReturn(
                way,
                1,
                "ML",
                null,
                FamilyReturn.State.ACCEPTED,
                "DNPEF-ML",
                TODAY,
                null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
        done(familyReturns.acceptedBefore(worker, code, accepted, "Lettre de l’autorité"));
        Decision letter = waiting("BORDER", way);
        Map<String, Object> other = Map.of("toCountry", "ML", "state", "PLANNED", "homeAddress", "Plantation");
        assertThat(own().put(all + "/" + way, other, "\"1\"").status()).isEqualTo(200);
        isOver(letter);
    }

    /** The day of an order is about the stay: another address of it, to which a supervisor agrees meanwhile, changes nothing of it. */
    @Test
    void anOrderWaitsOnWhileTheHomeIsPutRight() {
        String code = active();
        Placement home = fostered(code, "CI");
        UUID file = now(code).id();
        transactions.doAs(
                worker,
                () -> decisions.propose(
                        worker,
                        Proposal.onFile("CARE_ORDER", file, home.id(), home.version())
                                .with(Map.of("orderedOn", "2015-11-15"))
                                .writing(Map.of("care_order_on", "2015-11-15"))));
        done(homes.correct(worker, code, home.id(), new Placement.Home("Rue 3", "Madame Koné", null), home.version()));
        done(homes.decideChange(supervisor, code, waiting(Placements.HOME_CHANGE, home.id()), true, null));
        assertThat(waiting("CARE_ORDER", home.id()).version()).isEqualTo(home.version() + 1);
        assertThat(verdict(waiting("CARE_ORDER", home.id()), true).body()).contains("cases.care-order-document");
    }

    @Test
    void whoAnswersForTheChildNoMoreWaitsForNobody() {
        String code = file("F", 10);
        own().put("/api/v1/cases/" + code + "/family", Map.of("role", "TOOK_PART", "contact", "UNSAFE"), "\"0\"");
        String all = "/api/v1/cases/" + code + "/guardians";
        Answer named = own().post(
                        all,
                        Map.of("kind", "APPOINTED", "appointedOn", "2015-11-16", "name", "La directrice du foyer"));
        assertThat(named.json().path("waits").asBoolean()).as(named.body()).isTrue();
        String guardian = named.json().path("id").asString();
        Decision asked = waiting("GUARDIAN", UUID.fromString(guardian));
        assertThat(own().post(all + "/" + guardian + "/end", Map.of("endedOn", "2015-11-16"))
                        .status())
                .isEqualTo(200);
        isOver(asked);
    }
}
