package org.akoma.protection.homecoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.protection.assessment.WeighBestInterests;
import org.akoma.protection.assessment.WeighBestInterestsTest;
import org.akoma.protection.assessment.Weighing;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.placement.CareHouse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Finding the family, weighing what is best, and the way home. */
class GoingHomeIT extends CareHouse {

    @Test
    void nobodyLeavesForAnotherCountryUnaccepted() {
        String code = active();
        UUID way = Ids.next();
        done(familyReturns.plan(worker, code, home(way, null, FamilyReturn.State.PLANNED, null)));
        assertThat(refused(familyReturns.plan(worker, code, home(way, 1, FamilyReturn.State.DEPARTED, null))))
                .isEqualTo("cases.no-departure-unaccepted");
        accepted(code, home(way, 1, FamilyReturn.State.ACCEPTED, "DSW-GH"));
        assertThat(familyReturns.plan(worker, code, home(way, 1, FamilyReturn.State.DEPARTED, null)))
                .isInstanceOf(Outcome.Stale.class);
        assertThat(refused(familyReturns.plan(worker, code, home(way, 2, FamilyReturn.State.DEPARTED, null))))
                .isEqualTo("cases.departure-without-home");
        fostered(code, "GH");
        done(familyReturns.plan(worker, code, home(way, 2, FamilyReturn.State.DEPARTED, null)));
        FamilyReturn arrived = done(familyReturns.plan(worker, code, home(way, 3, FamilyReturn.State.ARRIVED, null)));
        assertThat(arrived.acceptedBy()).isEqualTo("DSW-GH");
        assertThat(arrived.crossBorder()).isTrue();
    }

    @Test
    void whereTheChildGoesIsKeptWhenAStepIsSilentAndReadByAskingOnly() {
        String code = active();
        UUID way = Ids.next();
        done(familyReturns.plan(worker, code, home(way, null, FamilyReturn.State.PLANNED, null)));
        PlanReturn silent = new PlanReturn(
                way,
                1,
                "GH",
                null,
                FamilyReturn.State.ACCEPTED,
                "DSW-GH",
                TODAY,
                null,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
        accepted(code, silent);
        assertThat(familyReturns.address(worker, code, way)).contains("Sefwi");
        Visit visit = browser(worker.username());
        assertThat(visit.get("/cases/" + code + "/homecoming").body()).doesNotContain("Sefwi");
        assertThat(visit.post("/cases/" + code + "/homecoming/" + way + "/reveal")
                        .body())
                .contains("Sefwi");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/homecomings")
                        .body())
                .doesNotContain("Sefwi");
    }

    @Test
    void aProgramSearchesForTheFamilyStepByStep() {
        String code = active();
        String all = "/api/v1/cases/" + code + "/tracings";
        Caller program = api(worker.username());
        assertThat(program.post(all, Map.of()).status()).isEqualTo(422);
        UUID id = Ids.next();
        Answer begun = program.post(all, Map.of("id", id.toString(), "status", "OPEN", "found", "Un oncle"));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.header("ETag")).hasValue("\"1\"");
        assertThat(program.post(all, Map.of("status", "OPEN")).body()).contains("cases.tracing-runs");
        assertThat(program.put(all + "/" + id, Map.of("status", "IN_PROGRESS"), null)
                        .status())
                .isEqualTo(428);
        Answer moved = program.put(all + "/" + id, Map.of("status", "IN_PROGRESS", "found", "Un oncle"), "\"1\"");
        assertThat(moved.status()).as(moved.toString()).isEqualTo(200);
        assertThat(moved.header("ETag")).hasValue("\"2\"");
        Answer late = program.put(all + "/" + id, Map.of("status", "CLOSED", "found", "Un oncle"), "\"1\"");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("errors").get(0).path("field").asString()).isEqualTo("status");
        assertThat(program.get(all).json().path("items"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("status").asString()).isEqualTo("IN_PROGRESS"));
    }

    @Test
    void whoWasFasterIsShownBesideWhatWasTyped() {
        String code = active();
        UUID way = Ids.next();
        done(familyReturns.plan(worker, code, home(way, null, FamilyReturn.State.PLANNED, null)));
        accepted(code, home(way, 1, FamilyReturn.State.ACCEPTED, "DSW-GH"));
        Answer late = browser(worker.username())
                .post(
                        "/cases/" + code + "/homecoming",
                        "id",
                        way.toString(),
                        "version",
                        "1",
                        "toCountry",
                        "GH",
                        "state",
                        "ACCEPTED",
                        "acceptedBy",
                        "Consulat",
                        "acceptedOn-day",
                        "15",
                        "acceptedOn-month",
                        "11",
                        "acceptedOn-year",
                        "2015");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.body())
                .contains("Accepté par écrit par", "DSW-GH", "Consulat", "Accepté le", "16 novembre 2015", "15/11/2015")
                .contains("name=\"version\" value=\"2\"")
                .doesNotContain("acceptedBy</th>");
        done(tracings.trace(worker, code, trace(Ids.next(), null, Tracing.Status.IN_PROGRESS, null)));
    }

    private static PlanReturn home(UUID id, @Nullable Integer version, FamilyReturn.State state, @Nullable String by) {
        boolean arrives = state == FamilyReturn.State.ARRIVED;
        return new PlanReturn(
                id,
                version,
                "GH",
                FamilyReturn.TravelMode.ROAD,
                state,
                by,
                by == null ? null : TODAY,
                state == FamilyReturn.State.DEPARTED ? TODAY : null,
                arrives ? Instant.parse("2015-11-16T07:00:00Z") : null,
                null,
                new FamilyReturn.SealedText("SW-01", "Laissez-passer", "Sefwi", null));
    }

    @Test
    void aFamilyIsVerifiedBeforeAChildGoesBack() {
        String code = active();
        UUID search = Ids.next();
        done(tracings.trace(worker, code, trace(search, null, Tracing.Status.IN_PROGRESS, null)));
        assertThat(refused(tracings.trace(worker, code, trace(Ids.next(), null, Tracing.Status.OPEN, null))))
                .isEqualTo("cases.tracing-runs");
        done(tracings.trace(worker, code, trace(search, 1, Tracing.Status.VERIFIED, false)));
        done(tracings.decide(supervisor, code, waiting("TRACING", search), true, null));
        for (Boolean said : new Boolean[] {null, true})
            assertThat(refused(tracings.trace(worker, code, trace(search, 2, Tracing.Status.REUNIFIED, said))))
                    .isEqualTo("cases.return-unsafe");
        done(tracings.trace(worker, code, trace(search, 2, Tracing.Status.VERIFIED, true)));
        assertThat(refused(tracings.trace(worker, code, trace(search, 2, Tracing.Status.REUNIFIED, null))))
                .isEqualTo("cases.return-unsafe");
        done(tracings.decide(supervisor, code, waiting("TRACING", search), true, null));
        assertThat(refused(tracings.trace(worker, code, trace(search, 3, Tracing.Status.REUNIFIED, null))))
                .as("the child lives elsewhere")
                .isEqualTo("cases.not-with-family");
    }

    private static TraceFamily trace(
            UUID id, @Nullable Integer version, Tracing.Status status, @Nullable Boolean safe) {
        return new TraceFamily(id, version, status, "MSFFE-CI", null, safe, "La mère vit à Bouaké", null);
    }

    @Test
    void aPanelDetermines() {
        String code = assessed();
        Weighing.SealedText words = new Weighing.SealedText(
                "Retour ou famille d’accueil", "Elle veut rentrer", "Retour", null, "Réunis le 16 novembre");
        WeighBestInterests two = new WeighBestInterests(
                Ids.next(),
                Weighing.Kind.DETERMINATION,
                Weighing.Ground.DURABLE_SOLUTION,
                WeighBestInterestsTest.members("SUP-01", "MIN-01"),
                words,
                WeighBestInterestsTest.HERE,
                null);
        assertThat(refused(bestInterests.weigh(worker, code, two))).isEqualTo("cases.panel-too-small");
        done(bestInterests.weigh(
                worker,
                code,
                new WeighBestInterests(
                        Ids.next(),
                        two.kind(),
                        two.ground(),
                        WeighBestInterestsTest.members("SUP-01", "MIN-01", "Juge"),
                        words,
                        WeighBestInterestsTest.HERE,
                        null)));
        assertThat(done(bestInterests.of(supervisor, code)).getFirst().words()).isEqualTo(words);
    }

    /** A typed name is named and never signed; who has an account signs by it, and nobody for another. */
    @Test
    void membersSignByTheirOwnAccounts() {
        String code = assessed();
        UUID id = Ids.next();
        Weighing.SealedText words = new Weighing.SealedText(
                "Retour ou accueil", "Elle veut rentrer", "Retour", null, "Réunis le 16 novembre");
        done(bestInterests.weigh(
                worker,
                code,
                new WeighBestInterests(
                        id,
                        Weighing.Kind.DETERMINATION,
                        Weighing.Ground.DURABLE_SOLUTION,
                        WeighBestInterestsTest.members(supervisor.code(), "MIN-01", "Juge"),
                        words,
                        WeighBestInterestsTest.HERE,
                        null)));
        String sign = "/api/v1/cases/" + code + "/best-interests/" + id + "/signature";
        assertThat(api(worker.username()).post(sign, Map.of()).body()).contains("cases.not-on-panel");
        String page = "/cases/" + code + "/best-interests?lang=fr";
        assertThat(browser(worker.username()).get(page).body())
                .contains("sans signature")
                .doesNotContain("a signé");
        assertThat(api(supervisor.username()).post(sign, Map.of()).status()).isEqualTo(204);
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/best-interests/signatures")
                        .body())
                .contains(supervisor.code());
        assertThat(browser(worker.username()).get(page).body()).contains("a signé", "sans signature");
    }
}
