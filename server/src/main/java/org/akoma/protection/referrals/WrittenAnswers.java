package org.akoma.protection.referrals;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decidable;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An answer that came in writing from a structure without anybody here, as the sender's side entered it: a supervisor of the file confirms it. */
@Component
class WrittenAnswers implements Decidable {

    static final String KIND = "REFERRAL_ANSWER";

    private final ReferralStore store;
    private final ReferralAnswers answers;

    WrittenAnswers(ReferralStore store, ReferralAnswers answers) {
        this.store = store;
        this.answers = answers;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<String> needs() {
        return Set.of("step");
    }

    static Map<String, Object> fields(AnswerReferral answer) {
        Map<String, Object> fields = new HashMap<>(Map.of("step", answer.step().name()));
        if (answer.at() != null) fields.put("at", answer.at().toString());
        if (answer.reason() != null) fields.put("reason", answer.reason());
        if (answer.words() != null) fields.put("words", answer.words());
        if (answer.letter() != null) fields.put("letter", answer.letter().toString());
        return fields;
    }

    /** What the referral says then: that it was accepted, or declined and why. */
    static Map<String, @Nullable Object> columns(AnswerReferral answer) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        switch (answer.step()) {
            case ACKNOWLEDGE -> columns.put("accepted", null);
            case ACCEPT -> columns.put("accepted", true);
            case DECLINE -> {
                columns.put("accepted", false);
                columns.put("decline_reason", answer.reason());
            }
            case COMPLETE -> columns.put("ended_at", null);
        }
        return columns;
    }

    static AnswerReferral command(Decision decision) {
        String at = text(decision, "at");
        String letter = text(decision, "letter");
        return new AnswerReferral(
                Referral.Step.valueOf(String.valueOf(decision.fields().get("step"))),
                at == null ? null : Instant.parse(at),
                text(decision, "reason"),
                text(decision, "words"),
                letter == null ? null : UUID.fromString(letter),
                null);
    }

    private static @Nullable String text(Decision decision, String field) {
        return decision.fields().get(field) instanceof String text ? text : null;
    }

    @Override
    public Optional<Shown> show(Actor actor, Decision decision) {
        return store.byId(decision.subject())
                .map(one -> new Shown(one.code(), "/referrals/" + one.code(), shown(one, command(decision))));
    }

    /** For a list nothing else is read. */
    @Override
    public Optional<String> title(Actor actor, Decision decision) {
        return store.byId(decision.subject()).map(Referral::code);
    }

    private static List<Shown.Field> shown(Referral one, AnswerReferral answer) {
        String at = answer.at() == null ? null : answer.at().toString();
        String letter = answer.letter() == null ? null : "/cases/" + one.fileCode() + "/attachments/" + answer.letter();
        return List.of(
                Shown.Field.text("referral.file", null, one.fileCode()),
                Shown.Field.code("referral.to", Shown.STRUCTURE, null, one.to()),
                Shown.Field.code(
                        "referral.step", "referral.steps", null, answer.step().name()),
                Shown.Field.text("referral.at", null, at),
                Shown.Field.code("referral.declineReason", "referral-decline", null, answer.reason()),
                Shown.Field.text("referral.answer", null, answer.words()),
                new Shown.Field(
                        "referral.letter", Shown.ADDRESS, List.of(), letter == null ? List.of() : List.of(letter)));
    }

    @Override
    public Optional<String> again(Actor actor, Decision decision) {
        return store.byId(decision.subject()).map(one -> "/referrals/" + one.code());
    }

    @Override
    public Decisions.Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        return answers.decide(actor, decision, agreed, reason);
    }
}
