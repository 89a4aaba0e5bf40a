package org.akoma.protection.cases;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills the form of a withdrawn proposal on a file as it was typed, so that it can be corrected and proposed again. */
@Component
public class WithdrawnProposals {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final String BEFORE = ".before";

    private final Decisions decisions;
    private final CaseFiles files;
    private final CaseWork work;
    private final Map<String, ProposalForm> forms;

    WithdrawnProposals(Decisions decisions, CaseFiles files, CaseWork work, List<ProposalForm> forms) {
        this.decisions = decisions;
        this.files = files;
        this.work = work;
        this.forms = forms.stream().collect(Collectors.toUnmodifiableMap(ProposalForm::kind, form -> form));
    }

    /** For an address that has parameters already: what was taken back of this record just now; nothing where there is none. */
    public String parameter(Actor actor, String kind, @Nullable UUID subject) {
        if (subject == null) return "";
        return work.as(actor, () -> decisions.of(kind, subject)).stream()
                .filter(one -> one.state() == Decision.State.WITHDRAWN)
                .findFirst()
                .map(one -> "&again=" + one.id())
                .orElse("");
    }

    /** What was refused is put right the same way. */
    private static boolean isTakenBack(Decision one) {
        return one.state() == Decision.State.WITHDRAWN || one.state() == Decision.State.REFUSED;
    }

    /** The form to begin with: empty where nothing was taken back, or it is another person's. */
    public Form form(Actor actor, String code, @Nullable UUID again) {
        return Prefill.with(typed(actor, code, again));
    }

    /** By the names of the form. */
    public Map<String, Object> typed(Actor actor, String code, @Nullable UUID again) {
        if (again == null) return Map.of();
        return work.as(
                actor,
                () -> decisions
                        .find(again)
                        .filter(one ->
                                isTakenBack(one) && one.proposedBy().equals(actor.personId()) && one.fileId() != null)
                        .map(one -> fields(code, one))
                        .orElse(Map.of()));
    }

    private Map<String, Object> fields(String code, Decision taken) {
        CaseFile file =
                taken.fileId() == null ? null : files.find(taken.fileId()).orElse(null);
        if (file == null || !file.code().equalsIgnoreCase(code)) return Map.of();
        ProposalForm form = forms.getOrDefault(taken.kind(), ProposalForm.of(taken.kind()));
        Map<String, Object> typed = new LinkedHashMap<>();
        taken.fields().forEach((name, value) -> {
            if (!name.endsWith(BEFORE)) typed.put(form.names().getOrDefault(name, name), day(value));
        });
        String why = taken.why();
        if (why != null) typed.put(form.reason(), why);
        for (String document : List.of("document", "minutesDocument"))
            typed.computeIfPresent(document, (name, address) -> id(address.toString()));
        form.filling().fill(file, taken, typed);
        return typed;
    }

    /** Days are kept as text, and typed in three boxes. */
    private static Object day(Object value) {
        return DAY.matcher(value.toString()).matches() ? LocalDate.parse(value.toString()) : value;
    }

    /** A document is kept by its address, and chosen by its id. */
    private static String id(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
