package org.akoma.ground.settings;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.forms.Submission;
import org.akoma.ground.reference.Policies;
import org.akoma.ground.reference.Policy;
import org.akoma.ground.reference.SavedPolicies;
import org.akoma.ground.web.PostedForm;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What Akoma counts with, on whose word and since when; an administrator proposes another value. */
@Controller
class LimitPages {

    private static final String PAGE = "/settings/policies";

    private final Policies policies;
    private final SavedPolicies saved;
    private final Limits limits;
    private final DecisionList decisions;

    private final FirstDay day;
    private final boolean demo;

    LimitPages(
            Policies policies,
            SavedPolicies saved,
            Limits limits,
            DecisionList decisions,
            FirstDay day,
            @Value("${akoma.demo:false}") boolean demo) {
        this.demo = demo;
        this.day = day;
        this.policies = policies;
        this.saved = saved;
        this.limits = limits;
        this.decisions = decisions;
    }

    /**
     * {@code value} is a number where there is one, so that the text can say "1 day" and "2 days".
     *
     * @param since null = the value of a new installation, or of the configuration
     */
    record Row(
            String key,
            String rule,
            String label,
            Object value,
            String unit,
            String standing,
            String basis,
            String source,
            String least,
            String most,
            @Nullable Instant since,
            @Nullable String by) {
        static Row of(Policy p, Locale reader, SavedPolicies.@Nullable Change change) {
            return new Row(
                    p.key(),
                    p.rule(),
                    p.label(reader),
                    p.shown(),
                    p.unit().name(),
                    p.standing().name(),
                    p.basis(),
                    p.source(reader),
                    p.least().toPlainString(),
                    p.most().toPlainString(),
                    change == null ? null : change.at(),
                    change == null ? null : change.source());
        }

        /** The number of the source in requirements.md; null = what is usual or proposed has none. */
        public @Nullable String reference() {
            return basis.matches("\\[S.*]") ? basis.substring(1, basis.length() - 1) : null;
        }

        /** Where docs/requirements.md says it; null = nowhere. */
        public @Nullable String place() {
            return rule.matches("[TI]?\\d.*") ? rule.replaceFirst(",.*", "") : null;
        }

        boolean has(String words) {
            String all = (key + ' ' + rule + ' ' + label).toLowerCase(Locale.ROOT);
            return Arrays.stream(words.toLowerCase(Locale.ROOT).split("\\s+", -1))
                    .allMatch(all::contains);
        }
    }

    /** The rates of exchange with which a scenario is told are invented; a real payment has its own, recorded with its source. */
    private static boolean isOfScenario(Policy policy) {
        return policy.unit() == Policy.Unit.RATE;
    }

    @GetMapping(PAGE)
    String all(Actor actor, @RequestParam(defaultValue = "") String q, Model model, Locale reader) {
        Map<String, SavedPolicies.Change> changes = saved.changes();
        Map<LimitGroup, List<Row>> groups = new LinkedHashMap<>();
        for (LimitGroup group : LimitGroup.values()) {
            List<Row> rows = policies.all().stream()
                    .filter(p -> LimitGroup.of(p.key()) == group)
                    .filter(p -> demo || !isOfScenario(p))
                    .map(p -> Row.of(p, reader, changes.get(p.key())))
                    .filter(row -> row.has(q.strip()))
                    .toList();
            if (!rows.isEmpty()) groups.put(group, rows);
        }
        model.addAttribute("groups", groups);
        model.addAttribute("q", q.strip());
        model.addAttribute("mayPropose", actor.may(Verb.SETTINGS_WRITE));
        model.addAttribute("confirms", day.awaits(actor, FirstDayStep.Step.LIMITS_READ));
        return "settings/policies";
    }

    @GetMapping(PAGE + "/{key}")
    String one(Actor actor, @PathVariable String key, Model model, Locale reader) {
        PostedForm.nothing(model);
        return one(actor, key, reader, model);
    }

    private String one(Actor actor, String key, Locale reader, Model model) {
        Policy policy = policies.find(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("p", Row.of(policy, reader, saved.changes().get(key)));
        model.addAttribute("agreed", limits.agreed(actor, key, policy.value()).orElse(null));
        model.addAttribute("standard", Policy.shown(policy.unit(), Policies.standard(key)));
        model.addAttribute("configured", policies.isConfigured(key));
        model.addAttribute("mayPropose", actor.may(Verb.SETTINGS_WRITE));
        model.addAttribute(
                "waiting", decisions.waitingOf(actor, LimitDecisions.KIND).get(Limits.subject(key)));
        return "settings/policy";
    }

    @PostMapping(PAGE + "/{key}")
    String propose(Actor actor, @PathVariable String key, Submission<ProposeLimit> submission, Locale reader) {
        if (!actor.may(Verb.SETTINGS_WRITE)) throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        PostedForm posted = submission.sent();
        ProposeLimit input = submission.read();
        if (input == null) return posted.again(submission.errors(), m -> one(actor, key, reader, m));
        ProposeLimit.Result result = limits.propose(actor, key, input);
        return switch (result) {
            case WAITS -> "redirect:" + PAGE + "/" + key + "?done=decisions.waits";
            case FORBIDDEN -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
            case NOT_FOUND -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case WRONG, SAME, BOUNDS, CONFIGURED ->
                posted.again(limits.error(key, result), m -> one(actor, key, reader, m));
        };
    }
}
