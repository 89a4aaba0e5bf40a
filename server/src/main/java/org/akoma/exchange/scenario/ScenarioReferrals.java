package org.akoma.exchange.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.agreements.Agreement;
import org.akoma.protection.referrals.AnswerReferral;
import org.akoma.protection.referrals.DraftReferral;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.ReferralAnswers;
import org.akoma.protection.referrals.Referrals;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The referrals of a scenario. Each is written by the child's worker, on behalf of the structure that refers; the structure that was asked
 * answers through its own people where it has any, else in writing (docs/decisions/referrals.md). A scenario gives the moment of the
 * acknowledgement and the final state: the answer is assumed to have come within the hour, the end a day later.
 */
@Component
@Order(60)
class ScenarioReferrals implements ScenarioSection {

    private static final Set<String> STATUSES =
            Set.of("SENT", "NO_ACKNOWLEDGEMENT", "ACKNOWLEDGED", "ACCEPTED", "DECLINED", "COMPLETED");
    private static final Set<String> SILENT = Set.of("SENT", "NO_ACKNOWLEDGEMENT");

    private final Referrals referrals;
    private final ReferralAnswers answers;
    private final ScenarioPartners partners;

    ScenarioReferrals(Referrals referrals, ReferralAnswers answers, ScenarioPartners partners) {
        this.referrals = referrals;
        this.answers = answers;
        this.partners = partners;
    }

    private record One(
            String code,
            String from,
            String to,
            String child,
            Referral.Priority priority,
            Instant sentAt,
            @Nullable Instant acknowledgedAt,
            String status) {}

    @Override
    public Acts read(ScenarioNode all, Scenario scenario) {
        Set<String> seen = new HashSet<>();
        List<One> read = new ArrayList<>();
        for (ScenarioNode node : all.each("referrals")) {
            One one = one(node, scenario);
            if (one == null) continue;
            if (!seen.add(one.code())) node.wrong("id", one.code(), "exchange.story-twice", "");
            read.add(one);
        }
        String day = all.node().at("/meta/asOf/eveOfMission").asString("");
        Instant asOf = day.matches("\\d{4}-\\d{2}-\\d{2}")
                ? LocalDate.parse(day).atTime(7, 0).toInstant(ZoneOffset.UTC)
                : Instant.MAX;
        return (whole, ids, actors, timeline) -> schedule(read, asOf, whole, ids, actors, timeline);
    }

    private static @Nullable One one(ScenarioNode node, Scenario scenario) {
        String code = node.required("id");
        if (code != null && !code.matches("[A-Z]{2,4}-[0-9]{3,9}")) node.wrong("id", code, "exchange.story-text", "");
        String from = node.requiredChoice("from", scenario.structureCodes());
        String to = node.requiredChoice("to", scenario.structureCodes());
        String child = node.requiredChoice("child", scenario.childCodes());
        String priority = node.requiredChoice("priority", Set.of("URGENT", "NORMAL"));
        Instant sent = node.requiredMoment("sentAt");
        Instant acknowledged = node.moment("ackAt");
        String status = node.requiredChoice("status", STATUSES);
        if (sent != null && acknowledged != null && acknowledged.isBefore(sent))
            node.wrong("ackAt", acknowledged.toString(), "exchange.story-order", "");
        if (status != null && !SILENT.contains(status)) node.required("ackAt");
        else if (status != null && acknowledged != null)
            node.wrong("ackAt", acknowledged.toString(), "exchange.story-answered", status);
        if (code == null || from == null || to == null || child == null || priority == null) return null;
        if (sent == null || status == null) return null;
        return new One(code, from, to, child, Referral.Priority.valueOf(priority), sent, acknowledged, status);
    }

    private void schedule(
            List<One> all, Instant asOf, Scenario scenario, ScenarioIds ids, ScenarioActors actors, Timeline timeline) {
        Map<String, Scenario.Child> children = new LinkedHashMap<>();
        scenario.children().forEach(child -> children.put(child.code(), child));
        Set<ScenarioPartners.Pair> pairs = new LinkedHashSet<>();
        all.forEach(one -> pairs.add(new ScenarioPartners.Pair(one.from(), one.to(), false)));
        for (One one : all) {
            String holder = ScenarioPartners.structureOf(scenario, children.get(one.child()));
            if (holder == null || holder.equals(one.to())) continue;
            if (!pairs.contains(new ScenarioPartners.Pair(holder, one.to(), false)))
                pairs.add(new ScenarioPartners.Pair(holder, one.to(), true));
        }
        Instant last = all.stream().map(One::sentAt).max(Instant::compareTo).orElse(Instant.EPOCH);
        partners.tell(List.copyOf(pairs), last, scenario, ids, actors, timeline);
        for (One one : all) {
            Scenario.Child child = children.get(one.child());
            if (child != null) schedule(one, child, asOf, scenario, ids, actors, timeline);
        }
    }

    private void schedule(
            One one,
            Scenario.Child child,
            Instant asOf,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline) {
        UUID id = ids.of("referral", one.code());
        Actor worker = actors.actor(child.worker(), one.sentAt());
        boolean abroad = ScenarioPartners.abroad(scenario, one.to());
        DraftReferral draft = new DraftReferral(
                id,
                null,
                one.code(),
                one.from(),
                one.to(),
                abroad ? Agreement.Purpose.PROTECTION : Agreement.Purpose.CARE,
                one.priority(),
                null,
                ScenarioPartners.sections(abroad),
                null,
                new Referral.SealedText(why(one, abroad), Placeholders.CALL_AND_ANSWER));
        timeline.at(
                one.sentAt(), one.child(), "referral " + one.code(), () -> referrals.draft(worker, one.child(), draft));
        if (!one.from().equals(ScenarioPartners.structureOf(scenario, child)))
            confirmed(one, child, scenario, ids, actors, timeline);
        timeline.at(
                one.sentAt(),
                one.child(),
                "sending of " + one.code(),
                () -> referrals.send(worker, one.child(), id, null));
        Instant acknowledged = one.acknowledgedAt();
        if (acknowledged == null) return;
        Scenario.Somebody theirs = ScenarioPartners.answering(scenario, one.to());
        Actor confirming = theirs == null
                ? actors.actor(
                        ScenarioProvisioning.supervisorOf(scenario, child.worker())
                                .code(),
                        acknowledged)
                : null;
        Answering by = new Answering(
                theirs == null ? worker : actors.actor(theirs.code(), acknowledged), confirming, one, timeline);
        by.step(acknowledged, Referral.Step.ACKNOWLEDGE, null);
        answer(one, acknowledged, asOf, by);
    }

    /** A scenario says of a referral who sends the child to whom, not why. */
    private static String why(One one, boolean abroad) {
        if (abroad) return Placeholders.FAMILY_ABROAD;
        if (one.from().startsWith("POLICE")) return Placeholders.MET_BY_POLICE;
        return one.priority() == Referral.Priority.URGENT ? Placeholders.NEEDED_NOW : Placeholders.OTHER_SERVICE;
    }

    /** Another structure than the file's own refers the child: the supervisor confirms it. */
    private void confirmed(
            One one,
            Scenario.Child child,
            Scenario scenario,
            ScenarioIds ids,
            ScenarioActors actors,
            Timeline timeline) {
        UUID id = ids.of("referral", one.code());
        Actor worker = actors.actor(child.worker(), one.sentAt());
        Actor supervisor = actors.actor(
                ScenarioProvisioning.supervisorOf(scenario, child.worker()).code(), one.sentAt());
        timeline.at(
                one.sentAt(),
                one.child(),
                "confirmation of " + one.code(),
                () -> referrals.askConfirmation(worker, one.child(), id));
        timeline.at(
                one.sentAt(),
                one.child(),
                "confirmation of " + one.code(),
                () -> referrals.confirm(supervisor, one.child(), id, true, null));
    }

    private void answer(One one, Instant acknowledged, Instant asOf, Answering by) {
        Instant latest = ScenarioTime.later(acknowledged, asOf);
        Instant answered = ScenarioTime.earlier(acknowledged.plus(Duration.ofHours(1)), latest);
        if (one.status().equals("DECLINED")) by.step(answered, Referral.Step.DECLINE, "OTHER");
        if (one.status().equals("ACCEPTED") || one.status().equals("COMPLETED"))
            by.step(answered, Referral.Step.ACCEPT, null);
        if (one.status().equals("COMPLETED"))
            by.step(ScenarioTime.earlier(acknowledged.plus(Duration.ofDays(1)), latest), Referral.Step.COMPLETE, null);
    }

    /** Who answers; for a structure that has nobody here the child's worker in writing, which their supervisor confirms. */
    private final class Answering {

        private final Actor actor;
        private final @Nullable Actor confirming;
        private final One one;
        private final Timeline timeline;

        Answering(Actor actor, @Nullable Actor confirming, One one, Timeline timeline) {
            this.actor = actor;
            this.confirming = confirming;
            this.one = one;
            this.timeline = timeline;
        }

        void step(Instant when, Referral.Step step, @Nullable String reason) {
            Actor second = confirming;
            AnswerReferral answer = new AnswerReferral(step, second == null ? null : when, reason, null, null, null);
            String what = step.name() + " of " + one.code();
            timeline.at(when, one.child(), what, () -> answers.answerAsTold(actor, one.code(), answer));
            if (second != null)
                timeline.at(when, one.child(), what, () -> answers.confirm(second, one.code(), true, null));
        }
    }
}
