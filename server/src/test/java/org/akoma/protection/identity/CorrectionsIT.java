package org.akoma.protection.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.FieldError;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.CareHouse;
import org.akoma.protection.shelters.Shelter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What was registered wrongly is put right, with a reason, and what no longer fits is told. */
class CorrectionsIT extends CareHouse {

    @Autowired
    Corrections corrections;

    @Autowired
    Identities identities;

    @Autowired
    IdentityChanges changes;

    @Autowired
    Journal journal;

    private static CorrectRegistration as(int version, Particulars wanted) {
        return new CorrectRegistration(Ids.next(), version, wanted, "Vu l’extrait de naissance");
    }

    private static Particulars boy(int age) {
        return new Particulars("M", age, false, null, null, "BF", "CI", "COCOA");
    }

    @Test
    void whoDoesNotHoldTheIdentityCorrectsNothing() {
        String code = active();
        Shelter home = shelter(2, Shelter.SexRule.MIXED);
        Actor manager = actor(person(Role.SHELTER_MANAGER, ngo, home.id(), null));
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        done(placements.place(worker, code, stay(home)));
        assertThat(corrections.correct(manager, code, as(1, boy(12)))).isInstanceOf(Outcome.Forbidden.class);
        assertThat(corrections.correct(stranger, code, as(1, boy(12)))).isInstanceOf(Outcome.NotFound.class);
        assertThat(corrections.read(stranger, code)).isEmpty();
        assertThat(now(code).sex()).isEqualTo("F");
    }

    @Test
    void aCorrectionKeepsWhatStoodThereAndWhy() {
        String code = file("F", 12);
        Particulars wanted =
                new Particulars("M", 3, false, LocalDate.parse("2004-05-01"), "BIRTH_CERTIFICATE", "ML", "BF", null);
        assertThat(done(corrections.correct(worker, code, as(1, wanted))).now().sex())
                .isEqualTo("F");
        Corrections.Registered held = done(
                corrections.decide(supervisor, code, waiting("AGE", now(code).id()), true, null));
        assertThat(held.now().age()).as("from the birth date").isEqualTo(11);
        assertThat(List.of(now(code).sex(), now(code).country(), now(code).ageAtRescue()))
                .isEqualTo(List.of("M", "BF", 11));
        assertThat(now(code).sector()).isNull();
        Correction made = held.corrections().getFirst();
        assertThat(made.fields())
                .containsExactly("sex", "age", "birthDate", "ageMethod", "nationality", "country", "sector");
        assertThat(made.words().before()).containsEntry("sex", "F").containsEntry("birthDate", "");
        CaseFile file = now(code);
        List<Journal.JournalEntry> entries =
                transactions.as(worker, () -> journal.history(file.id(), Integer.MAX_VALUE, 1));
        assertThat(entries.getFirst().facts().get("sex")).isEqualTo(List.of("F", "M"));
        assertThat(entries.getFirst().facts().toString()).doesNotContain("extrait");
    }

    @Test
    void twoWhoCorrectAtOnceAreToldApart() {
        String code = file("F", 12);
        done(corrections.correct(worker, code, as(1, boy(12))));
        var late = corrections.correct(
                worker, code, as(1, new Particulars("M", 9, false, null, null, "BF", "CI", "COCOA")));
        assertThat(((Outcome.Stale<?>) late).fields()).containsExactly("age");
        assertThat(refused(corrections.correct(worker, code, as(2, boy(12))))).isEqualTo("cases.nothing-corrected");
    }

    @Test
    void aShelterThatNoLongerFitsIsTold() {
        String code = active();
        Shelter girls = shelter(2, Shelter.SexRule.GIRLS_ONLY);
        done(placements.place(worker, code, stay(girls)));
        assertThat(corrections.misfits(worker, code)).isEmpty();
        done(corrections.correct(worker, code, as(1, boy(12))));
        assertThat(corrections.misfits(worker, code))
                .extracting(FieldError::code)
                .containsExactly("cases.shelter-sex");
        assertThat(now(code).care()).as("nothing is undone by itself").isEqualTo("SHELTER");
        var page = browser(worker.code()).get("/cases/" + code + "/identity?lang=en");
        assertThat(page.body()).contains("no longer fits", girls.code());
    }

    @Test
    void byJson() {
        String code = file("F", 12);
        Caller api = api(worker.code());
        String address = "/api/v1/cases/" + code + "/registration";
        Answer held = api.get(address);
        assertThat(held.json().path("registration").path("sex").asString()).isEqualTo("F");
        Map<String, Object> body = new LinkedHashMap<>(
                Map.of("sex", "M", "age", 12, "country", "CI", "nationality", "BF", "reason", "Erreur de saisie"));
        assertThat(put(api, address, null, body).status()).isEqualTo(428);
        Answer done = put(api, address, "\"1\"", body);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        Answer late = put(api, address, "\"1\"", body);
        assertThat(late.status()).isEqualTo(409);
        body.remove("reason");
        assertThat(put(api, address, "\"2\"", body).status()).isEqualTo(422);
    }

    private static Answer put(Caller api, String address, @Nullable String tag, Map<String, Object> body) {
        String json = JsonMapper.shared().writeValueAsString(body);
        return tag == null
                ? api.send("PUT", address, "application/json", json)
                : api.send("PUT", address, "application/json", json, "If-Match", tag);
    }

    @Test
    void aKnownBirthDateIsChangedByACorrectionOnly() {
        String code = file("F", 12);
        done(corrections.correct(
                worker,
                code,
                as(1, new Particulars("F", null, false, LocalDate.parse("2003-05-01"), null, "BF", "CI", "COCOA"))));
        CaseFile file = now(code);
        var held = identities.reveal(worker, file).orElseThrow();
        Identity other = held.identity().born(LocalDate.parse("2003-05-02"), null);
        assertThat(refused(changes.change(worker, code, other, held.version()))).isEqualTo("cases.birth-by-correction");
    }
}
