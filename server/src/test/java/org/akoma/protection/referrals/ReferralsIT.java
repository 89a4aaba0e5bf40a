package org.akoma.protection.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.SqlAs;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grants;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.forms.BothDoors;
import org.akoma.ground.pages.LinkedBars;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.homecoming.FamilyReturn;
import org.akoma.protection.homecoming.FamilyReturns;
import org.akoma.protection.homecoming.PlanReturn;
import org.akoma.protection.referrals.Referral.Status;
import org.akoma.protection.referrals.Referral.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the draft to the end: what may leave, what it opens, and that it closes again. */
class ReferralsIT extends ReferralHouse {

    @Autowired
    private Grants grants;

    @Autowired
    private FamilyReturns familyReturns;

    @Autowired
    private Returns returns;

    @Test
    void nothingLeavesWithoutAgreementAndConsentOrBeyondThem() {
        Referral made = done(referrals.draft(worker, file, draft(clinic, Section.HEALTH, Section.ASSISTANCE)));
        assertThat(made.at(clock.instant())).isEqualTo(Status.DRAFT);
        assertThat(refusals(referrals.send(worker, file, made.id(), null)))
                .containsExactly("access.agreement-none", "referrals.consent-none");
        agree(ngo, clinic, Section.ASSISTANCE);
        assertThat(refusals(referrals.send(worker, file, made.id(), null)))
                .containsExactly("referrals.outside-health", "referrals.consent-none");
        var page = browser(worker.username());
        assertThat(page.get("/cases/" + file + "/referrals/new?lang=en").body()).contains("(without health)");
        assertThat(page.get("/referrals/" + made.code() + "?lang=en").body())
                .contains("does not", "</html>")
                .doesNotContain("??");
        consent(Consent.Status.REFUSED);
        DraftReferral less = new DraftReferral(
                made.id(),
                made.version(),
                null,
                null,
                clinic.code(),
                made.purpose(),
                made.priority(),
                null,
                Set.of(Section.ASSISTANCE),
                null,
                new Referral.SealedText("Elle tousse", "Un examen"));
        done(referrals.draft(worker, file, less));
        assertThat(referrals.draft(worker, file, less)).isInstanceOf(Outcome.Stale.class);
        assertThat(refusals(referrals.send(worker, file, made.id(), null)))
                .containsExactly("referrals.consent-refused");
        assertThat(cases.find(nurse, file)).isEmpty();
        consent(supervisor, Consent.Status.GIVEN);
        Referral sent = done(referrals.send(worker, file, made.id(), null));
        assertThat(done(referrals.send(worker, file, made.id(), null)).version())
                .isEqualTo(sent.version());
        assertThat(sent.course().dueAt())
                .isEqualTo(
                        java.util.Objects.requireNonNull(sent.course().sentAt()).plusSeconds(24 * 3_600));
        assertThat(refusals(referrals.draft(
                        worker, file, draft(structure(Organisation.Kind.LAW_ENFORCEMENT), Section.ASSISTANCE))))
                .containsExactly("referrals.to-police");
    }

    @Test
    void itOpensExactlyWhatWasAgreedAndClosesWithTheEnd() {
        Referral sent = sent(Section.ASSISTANCE, Section.IDENTITY);
        CaseFile opened = cases.find(nurse, file).orElseThrow();
        assertThat(transactions.as(nurse, () -> grants.sections(opened.id())))
                .isEqualTo(Set.of(Section.STATUS, Section.ASSISTANCE, Section.IDENTITY));
        assertThat(transactions.as(nurse, () -> grants.holds(opened.id(), Section.ASSISTANCE, true)))
                .isFalse();
        assertThat(answers.open(nurse, sent.code()).orElseThrow().said().words())
                .isEqualTo(new Referral.SealedText("Elle tousse depuis un mois", "Un examen cette semaine"));
        assertThat(done(answers.answer(nurse, sent.code(), AnswerReferral.of(Step.ACKNOWLEDGE)))
                        .at(clock.instant()))
                .isEqualTo(Status.ACKNOWLEDGED);
        done(answers.answer(nurse, sent.code(), AnswerReferral.of(Step.ACCEPT)));
        assertThat(refusals(answers.answer(
                        nurse, sent.code(), new AnswerReferral(Step.DECLINE, null, "OTHER", null, null, null))))
                .containsExactly("referrals.order");
        Referral over = done(answers.answer(
                nurse, sent.code(), new AnswerReferral(Step.COMPLETE, null, null, "Soignée, va bien", null, null)));
        assertThat(over.at(clock.instant())).isEqualTo(Status.COMPLETED);
        assertThat(over.fileCode()).isNull();
        assertThat(cases.find(nurse, file)).isEmpty();
        assertThat(answers.open(nurse, sent.code()).orElseThrow().said()).isEqualTo(ReferralStore.Said.NOTHING);
        assertThat(answers.open(worker, sent.code()).orElseThrow().said().outcome())
                .isEqualTo("Soignée, va bien");
        assertThat(done(answers.answer(nurse, sent.code(), AnswerReferral.of(Step.COMPLETE)))
                        .version())
                .isEqualTo(over.version());
    }

    @Test
    void aRefusalGivesItsReasonAndEndsTheAccess() {
        Referral sent = sent(Section.ASSISTANCE);
        assertThat(refusals(answers.answer(nurse, sent.code(), AnswerReferral.of(Step.DECLINE))))
                .containsExactly("form.required");
        done(answers.answer(
                nurse, sent.code(), new AnswerReferral(Step.DECLINE, null, "NO_CAPACITY", "Complet", null, null)));
        assertThat(cases.find(nurse, file)).isEmpty();
        assertThat(answers.open(worker, sent.code()).orElseThrow().said().answer())
                .isEqualTo("Complet");
    }

    @Test
    void consentTakenBackEndsItAtOnce() {
        Referral sent = sent(Section.ASSISTANCE);
        clock.moveTo(MORNING.plusSeconds(3_600));
        consent(Consent.Status.WITHDRAWN);
        assertThat(cases.find(nurse, file)).isEmpty();
        assertThat(answers.open(worker, sent.code()).orElseThrow().referral().at(clock.instant()))
                .isEqualTo(Status.EXPIRED);
        assertThat(refusals(answers.answer(worker, sent.code(), AnswerReferral.of(Step.ACKNOWLEDGE))))
                .isNotEmpty();
    }

    @Test
    void itEndsByItselfAndByTheSender() {
        Referral sent = sent(Section.ASSISTANCE);
        clock.moveTo(MORNING.plusSeconds(86_400L * 181));
        assertThat(cases.find(nurse, file)).isEmpty();
        assertThat(answers.open(nurse, sent.code()).orElseThrow().referral().at(clock.instant()))
                .isEqualTo(Status.EXPIRED);
        clock.moveTo(MORNING.plusSeconds(3_600));
        Referral another = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        done(referrals.send(worker, file, another.id(), null));
        done(referrals.end(worker, file, another.id(), null, null));
        assertThat(cases.find(nurse, file)).isPresent(); // the first one still runs
        done(referrals.end(worker, file, sent.id(), null, null));
        assertThat(cases.find(nurse, file)).isEmpty();
    }

    /** What a supervisor's drawing counts, by month and by who was asked, is what the list behind the bar holds. */
    @Test
    void theBarsOfAnswersLeadToTheReferralsThatTheyCount() {
        Referral answered = sent(Section.ASSISTANCE);
        done(answers.answer(
                nurse, answered.code(), new AnswerReferral(Step.DECLINE, null, "NO_CAPACITY", "Complet", null, null)));
        Referral silent = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        done(referrals.send(worker, file, silent.id(), null));
        clock.moveTo(MORNING.plusSeconds(86_400L * 9));
        Referral notDueYet = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        done(referrals.send(worker, file, notDueYet.id(), null));
        Caller reader = api(supervisor.username());
        String list = "/referrals?scope=TEAM&view=TIMED&sentFrom=";
        assertThat(LinkedBars.of(reader, reader.get("/steering?lang=fr").body()))
                .containsEntry(list + "2015-11-01&sentUntil=2015-11-30", 2)
                .containsEntry(list + "2015-06-01&to=" + clinic.code(), 2);
        assertThat(reader.get(list + "2015-11-01&sentUntil=2015-11-30&lang=fr").body())
                .contains("Envoyées du 1", answered.code(), silent.code())
                .doesNotContain(notDueYet.code(), "??");
        assertThat(api(nurse.username()).get("/?lang=fr").body())
                .contains("/referrals?scope=INCOMING&amp;view=DECLINED", notDueYet.code())
                .doesNotContain("/referrals?scope=INCOMING&amp;view=COMPLETED", "??");
    }

    @Test
    void aStructureWithNobodyHereAnswersInWriting() throws SQLException {
        Referral here = sent(Section.ASSISTANCE);
        assertThat(refusals(answers.answer(worker, here.code(), AnswerReferral.of(Step.ACKNOWLEDGE))))
                .containsExactly("referrals.they-answer-here");
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        agree(ngo, abroad, Section.ASSISTANCE);
        Referral there = done(referrals.draft(worker, file, draft(abroad, Section.ASSISTANCE)));
        done(referrals.send(worker, file, there.id(), null));
        clock.moveTo(MORNING.plusSeconds(7_200));
        AnswerReferral early = new AnswerReferral(Step.ACCEPT, MORNING.minusSeconds(60), null, null, null, null);
        assertThat(refusals(answers.answer(worker, there.code(), early))).containsExactly("referrals.before");
        AnswerReferral letter =
                new AnswerReferral(Step.ACCEPT, MORNING.plusSeconds(3_600), null, "Lettre n° 12", null, null);
        assertThat(refusals(answers.answer(worker, there.code(), letter))).containsExactly("referrals.letter-missing");
        String straight = """
                do $$ begin perform access.propose(gen_random_uuid(), 'REFERRAL_ANSWER', r.file_id, r.id, r.version, '{}', null, %s)
                       from referrals.referral r where r.id = '%s'; end $$
                """;
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), straight.formatted("null", there.id())))
                .hasMessageContaining("access.nothing-proposed");
        SqlAs.change(worker, clock.instant(), straight.formatted("'\\x00'", there.id()));
        assertThat(browser(supervisor.username())
                        .get("/referrals/" + there.code())
                        .status())
                .isEqualTo(200);
        assertThat(answers.confirm(supervisor, there.code(), true, null)).isInstanceOf(Outcome.Refused.class);
        done(answers.confirm(supervisor, there.code(), false, "Illisible"));
        Referral entered = done(answers.answerAsTold(worker, there.code(), letter));
        assertThat(entered.course().acknowledgedAt())
                .as("a supervisor confirms first")
                .isNull();
        done(answers.answerAsTold(worker, there.code(), letter));
        AnswerReferral other = new AnswerReferral(Step.DECLINE, null, "OTHER", null, null, null);
        assertThat(refusals(answers.answerAsTold(worker, there.code(), other)))
                .as("one waits, and is read before another one is entered")
                .containsExactly("referrals.answer-waits");
        assertThatThrownBy(() -> SqlAs.change(worker, clock.instant(), """
                do $$ begin perform access.propose(gen_random_uuid(), 'REFERRAL_ANSWER', r.file_id, r.id, r.version, '{}', null, '\\x01')
                       from referrals.referral r where r.id = '%s'; end $$
                """.formatted(there.id())))
                .hasMessageContaining("access.waits-already");
        String page = browser(worker.username())
                .get("/referrals/" + there.code() + "?lang=fr")
                .body();
        assertThat(page).contains("attend la supervision", "/decisions/").doesNotContain("/answer\"");
        assertThat(answers.confirm(worker, there.code(), true, null)).isNotInstanceOf(Outcome.Done.class);
        clock.moveTo(MORNING.plusSeconds(9_000));
        Referral accepted = done(answers.confirm(supervisor, there.code(), true, null));
        assertThat(accepted.course().how()).isEqualTo(Referral.How.WRITTEN);
        assertThat(browser(worker.username())
                        .get("/referrals/" + there.code() + "?lang=fr")
                        .body())
                .contains(
                        "saisie par " + worker.username().toUpperCase(java.util.Locale.ROOT),
                        "confirmée par " + supervisor.username().toUpperCase(java.util.Locale.ROOT),
                        "/attachments/new");
        assertThat(accepted.course().acknowledgedAt())
                .as("when it was entered, not when the letter is said to have come")
                .isBetween(MORNING.plusSeconds(7_200), MORNING.plusSeconds(7_300));
        assertThat(answers.answer(supervisor, there.code(), AnswerReferral.of(Step.COMPLETE)))
                .isInstanceOf(Outcome.Forbidden.class);
    }

    @Test
    void aStructureRefersThroughWhoLooksAfterTheFile() {
        Organisation police = structure(Organisation.Kind.LAW_ENFORCEMENT);
        agree(police, clinic, Section.ASSISTANCE);
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        DraftReferral plain = draft(clinic, Section.ASSISTANCE);
        DraftReferral theirs = new DraftReferral(
                plain.id(),
                null,
                null,
                police.code(),
                plain.to(),
                plain.purpose(),
                plain.priority(),
                null,
                plain.sections(),
                null,
                plain.words());
        Referral made = done(referrals.draft(worker, file, theirs));
        assertThat(refusals(referrals.send(worker, file, made.id(), null))).containsExactly("referrals.unconfirmed");
        assertThat(browser(worker.username()).get("/referrals/" + made.code()).body())
                .contains("Demander la confirmation de la supervision")
                .doesNotContain("/sending\"");
        assertThat(api(worker.username())
                        .post("/api/v1/cases/" + file + "/referrals/" + made.id() + "/confirmation", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(referrals.confirm(worker, file, made.id(), true, null)).isInstanceOf(Outcome.Refused.class);
        assertThat(refusals(referrals.send(worker, file, made.id(), null))).containsExactly("referrals.unconfirmed");
        done(referrals.confirm(supervisor, file, made.id(), true, null));
        assertThat(done(referrals.send(worker, file, made.id(), null)).from()).isEqualTo(police.code());
        assertThat(cases.find(nurse, file)).isPresent();
        assertThat(api(person(Role.LE_OFFICER, police))
                        .get("/api/v1/referrals/" + made.code())
                        .status())
                .isEqualTo(404);
    }

    /** What only the house knows of the receiver is said together with what is missing. */
    @Test
    void allThatIsWrongWithADraftIsSaidAtOnce() {
        Map<String, Object> wrong = Map.of("to", "NOWHERE-9", "from", "NOWHERE-8", "priority", "SOON");
        assertThat(BothDoors.inJson(api(worker.username()).post("/api/v1/cases/" + file + "/referrals", wrong)))
                .containsKeys("to", "priority", "purpose", "reason", "asked");
        DraftReferral sound = draft(clinic, Section.HEALTH);
        DraftReferral nowhere = new DraftReferral(
                sound.id(),
                null,
                null,
                "NOWHERE-8",
                "NOWHERE-9",
                sound.purpose(),
                sound.priority(),
                null,
                sound.sections(),
                Ids.next(),
                sound.words());
        assertThat(refusals(referrals.draft(worker, file, nowhere)))
                .containsExactlyInAnyOrder(
                        "referrals.no-structure",
                        "referrals.no-structure",
                        "referrals.no-return-waits",
                        "referrals.return-purpose",
                        "referrals.return-sections");
    }

    /** T14: no departure before written acceptance; the acceptance of a referral is one. */
    @Test
    void anAcceptedReferralLetsAReturnDepart() {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT, "SN");
        Actor ministry = actor(person(Role.MINISTRY_OFFICER, abroad));
        agree(ngo, abroad, Section.IDENTITY, Section.FAMILY, Section.PLACEMENT);
        consent(Consent.Status.GIVEN);
        FamilyReturn home = done(familyReturns.plan(worker, file, way(Ids.next(), null, FamilyReturn.State.PLANNED)));
        DraftReferral plain = draft(abroad, Section.IDENTITY, Section.FAMILY, Section.PLACEMENT);
        assertThat(refusals(referrals.draft(worker, file, asking(plain, plain.purpose(), home.id()))))
                .as("an acceptance is asked for as what it is")
                .containsExactly("referrals.return-purpose");
        assertThat(refusals(referrals.draft(
                        worker, file, asking(draft(abroad, Section.ASSISTANCE), Agreement.Purpose.RETURN, home.id()))))
                .containsExactly("referrals.return-sections");
        DraftReferral asking = asking(plain, Agreement.Purpose.RETURN, home.id());
        Referral made = done(referrals.draft(worker, file, asking));
        done(referrals.send(worker, file, made.id(), null));
        assertThat(refusals(familyReturns.plan(worker, file, way(home.id(), 1, FamilyReturn.State.DEPARTED))))
                .containsExactly("cases.no-departure-unaccepted");
        assertThat(refusals(returns.takeOver(worker, made.code()))).containsExactly("referrals.not-accepted");
        assertThat(browser(ministry.username())
                        .get("/referrals/" + made.code() + "?lang=fr")
                        .body())
                .contains("demande d’accueillir l’enfant");
        assertThat(api(ministry.username())
                        .get("/api/v1/referrals/" + made.code())
                        .body())
                .contains("\"asksReturn\":true");
        done(answers.answer(ministry, made.code(), AnswerReferral.of(Step.ACCEPT)));
        FamilyReturn accepted = done(returns.takeOver(worker, made.code()));
        assertThat(accepted.acceptedBy()).isEqualTo(abroad.code());
        assertThat(refusals(returns.takeOver(worker, made.code()))).containsExactly("referrals.no-return-waits");
        assertThat(refusals(familyReturns.plan(worker, file, way(home.id(), 2, FamilyReturn.State.DEPARTED))))
                .containsExactly("cases.departure-without-home");
        done(referrals.end(worker, file, made.id(), null, null));
        assertThat(refusals(familyReturns.plan(
                        worker, file, way(home.id(), accepted.version(), FamilyReturn.State.DEPARTED))))
                .as("an acceptance ends with its referral")
                .containsExactly("cases.no-departure-unaccepted");
    }

    private static DraftReferral asking(DraftReferral plain, Agreement.Purpose purpose, UUID way) {
        return new DraftReferral(
                plain.id(),
                null,
                null,
                null,
                plain.to(),
                purpose,
                plain.priority(),
                null,
                plain.sections(),
                way,
                plain.words());
    }

    private static PlanReturn way(UUID id, @Nullable Integer version, FamilyReturn.State state) {
        LocalDate departed = state == FamilyReturn.State.DEPARTED ? LocalDate.parse("2015-11-16") : null;
        return new PlanReturn(
                id,
                version,
                "SN",
                null,
                state,
                null,
                null,
                departed,
                null,
                null,
                new FamilyReturn.SealedText(null, null, null, null));
    }

    @Test
    void aStepOnAnOlderVersionIsToldWhatDiffers() {
        agree(ngo, clinic, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral made = done(referrals.draft(worker, file, draft(clinic, Section.ASSISTANCE)));
        Caller here = api(worker.username());
        Caller there = api(nurse.username());
        String sending = "/api/v1/cases/" + file + "/referrals/" + made.id() + "/sending";
        String one = "/api/v1/referrals/" + made.code();
        Answer unsent = here.post(sending, Map.of(), "\"9\"");
        assertThat(unsent.status()).isEqualTo(409);
        assertThat(unsent.code()).isEqualTo("cases.changed");
        assertThat(unsent.fields()).containsExactly("status");
        String drafted = here.get(one).header("ETag").orElseThrow();
        assertThat(here.post(sending, Map.of(), drafted).status()).isEqualTo(200);
        assertThat(here.post(sending, Map.of(), drafted).status())
                .as("the same step once more")
                .isEqualTo(200);

        String sent = there.get(one).header("ETag").orElseThrow();
        assertThat(there.post(one + "/acceptance", Map.of("words", "Venez lundi"), sent)
                        .header("ETag"))
                .isEqualTo(here.get(one).header("ETag"));
        assertThat(there.post(one + "/acceptance", Map.of("words", "Venez lundi"), sent)
                        .status())
                .isEqualTo(200);
        assertThat(there.post(one + "/acceptance", Map.of("words", "Venez mardi"), sent)
                        .fields())
                .containsExactly("answer");
        assertThat(there.post(one + "/acknowledgement", Map.of(), sent).fields())
                .containsExactly("status");
        Answer declined = there.post(one + "/decline", Map.of("reason", "OTHER"), sent);
        assertThat(declined.status()).isEqualTo(409);
        assertThat(declined.fields()).containsExactly("status", "declineReason");
        assertThat(there.post(one + "/decline", Map.of("reason", "OTHER")).status())
                .as("no version, the rule alone")
                .isEqualTo(422);
        String end = "/api/v1/cases/" + file + "/referrals/" + made.id() + "/end";
        assertThat(here.post(end, Map.of(), sent).fields()).containsExactly("status");
        assertThat(here.post(one + "/completion", Map.of(), sent).fields()).containsExactly("status");

        String accepted = there.get(one).header("ETag").orElseThrow();
        assertThat(there.post(one + "/completion", Map.of("words", "Soignée"), accepted)
                        .status())
                .isEqualTo(200);
        assertThat(there.post(one + "/completion", Map.of("words", "Soignée"), accepted)
                        .status())
                .as("sent again by who may no longer read it")
                .isEqualTo(200);
        assertThat(here.post(end, Map.of(), accepted).status()).isEqualTo(409);
        assertThat(api(person(Role.PROVIDER, structure(Organisation.Kind.PROVIDER)))
                        .post(one + "/completion", Map.of(), "\"1\"")
                        .status())
                .isEqualTo(404);
    }

    /** The sender's login writes no answer by itself: not in its own name, not as heard in writing, not in the past. */
    @Test
    void noLoginOfTheSenderAnswers() {
        Organisation abroad = structure(Organisation.Kind.CENTRAL_GOVERNMENT);
        agree(ngo, abroad, Section.ASSISTANCE);
        consent(Consent.Status.GIVEN);
        Referral there = done(referrals.draft(worker, file, draft(abroad, Section.ASSISTANCE)));
        done(referrals.send(worker, file, there.id(), null));
        for (String attack : List.of(
                "acknowledged_at = sent_at, acknowledged_by = access.actor(), answer_how = 'WRITTEN'",
                "acknowledged_at = access.moment(), acknowledged_by = access.actor(), answer_how = 'WRITTEN'",
                "acknowledged_at = access.moment(), acknowledged_by = access.actor(), answer_how = 'HERE'",
                "worker_id = '" + supervisor.personId() + "'",
                "organisation_id = '" + abroad.id() + "'"))
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "update referrals.referral set " + attack + " where id = '" + there.id() + "'"))
                    .as(attack)
                    .hasMessageMatching("(?s).*(answered-by-another|not-the-files-hands).*");
        // what was asked for, of whom and with what of the file is kept too
        for (String attack : List.of(
                "service = 'IMM_LEGAL_AID'",
                "priority = case priority when 'URGENT' then 'NORMAL' else 'URGENT' end",
                "sections = sections # 1",
                "purpose = case purpose when 'PROTECTION' then 'HEALTH' else 'PROTECTION' end"))
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "update referrals.referral set " + attack + " where id = '" + there.id() + "'"))
                    .as(attack)
                    .hasMessageContaining("stays-as-sent");
        for (String words : List.of("asked", "answer", "outcome"))
            assertThatThrownBy(() -> SqlAs.change(
                            worker,
                            clock.instant(),
                            "update referrals.referral_words set " + words + " = '\\x78' where referral_id = '"
                                    + there.id() + "'"))
                    .as(words)
                    .hasMessageMatching("(?s).*(stays-as-sent|not-sealed).*");
        assertThatThrownBy(() -> SqlAs.change(
                        worker,
                        clock.instant(),
                        "update referrals.referral set unit_id = null where id = '" + there.id() + "'"))
                .hasMessageContaining("permission denied");
    }
}
