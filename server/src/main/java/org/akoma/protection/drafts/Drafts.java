package org.akoma.protection.drafts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Section;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.database.CompartmentContext;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.forms.FormDefinition;
import org.akoma.ground.forms.KeptAsDraft;
import org.akoma.ground.forms.ServedForms;
import org.akoma.ground.reference.Policies;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Drafts of forms. Each belongs to one person and is kept for days, while they may do the act; nothing of it is journalled, for nothing was said yet
 * (docs/decisions/drafts.md).
 */
@Service
public class Drafts {

    /** A page of this house that holds a form; the database asks the same. */
    private static final Pattern PAGE = Pattern.compile("/(?!/)[A-Za-z0-9/-]{0,120}([?]slip=[A-Za-z0-9-]{1,40})?");

    private final DraftStore store;
    private final ServedForms forms;
    private final CaseWork work;
    private final ActorTransactions transactions;
    private final Policies policies;
    private final Compartments compartments;
    private final Clock clock;

    Drafts(
            DraftStore store,
            ServedForms forms,
            CaseWork work,
            ActorTransactions transactions,
            Policies policies,
            Compartments compartments,
            Clock clock) {
        this.store = store;
        this.forms = forms;
        this.work = work;
        this.transactions = transactions;
        this.policies = policies;
        this.compartments = compartments;
        this.clock = clock;
    }

    KeepDraft.Result keep(Actor actor, KeepDraft draft) {
        FormDefinition<?> form = forms.find(draft.begun().form()).orElse(null);
        KeptAsDraft rule = form == null ? null : form.keptAsDraft().orElse(null);
        if (rule == null) return new KeepDraft.Result.NotFound();
        if (!actor.may(rule.verb())) return new KeepDraft.Result.Forbidden();
        if (!PAGE.matcher(draft.at()).matches()) return new KeepDraft.Result.Refused("at", "form.choice");
        try {
            return as(actor, () -> kept(actor, rule, draft), new KeepDraft.Result.NotFound());
        } catch (DuplicateKeyException another) { // the id of somebody else's, or of another act's
            return new KeepDraft.Result.NotFound();
        }
    }

    private KeepDraft.Result kept(Actor actor, KeptAsDraft rule, KeepDraft draft) {
        UUID file = null;
        if (rule.section().length > 0) {
            Section section = rule.section()[0];
            String code = draft.begun().file();
            CaseFile found = code == null
                    ? null
                    : work.peek(actor, code.toUpperCase(Locale.ROOT), section, one -> one)
                            .orElse(null);
            if (found == null) return new KeepDraft.Result.NotFound();
            if (!work.mayWrite(found, section)) return new KeepDraft.Result.Forbidden();
            file = found.id();
        }
        byte[] sealed = store.sealed(draft.begun().id(), file, draft.typed());
        if (sealed.length > Draft.MOST_BYTES) return new KeepDraft.Result.Refused("values", "drafts.too-long");
        Instant now = work.now();
        if (store.replace(draft, file, sealed, now)) return new KeepDraft.Result.Kept(now);
        if (store.count() >= Draft.MOST) return new KeepDraft.Result.Refused("id", "drafts.too-many");
        store.insert(actor.personId(), draft, file, sealed, now);
        return new KeepDraft.Result.Kept(now);
    }

    Optional<Draft> find(Actor actor, UUID id) {
        return as(actor, () -> store.find(id, since()).filter(one -> isKnown(one.begun())), Optional.empty());
    }

    /** One's own, newest first. */
    List<Draft.Line> all(Actor actor) {
        return as(
                actor,
                () -> store.all(since()).stream()
                        .filter(one -> isKnown(one.begun()))
                        .toList(),
                List.of());
    }

    /** @return false when there is none of one's own */
    boolean discard(Actor actor, UUID id) {
        return as(actor, () -> store.delete(id), false);
    }

    /**
     * The act is done: what was begun of it is needed no more.
     *
     * @param id the draft that the page came from; null = none
     * @param form null = one that is not known by its handler: only that draft ends
     * @param file code; of an act that is about no file yet, others that were begun are about others
     */
    void done(Actor actor, @Nullable UUID id, @Nullable String form, @Nullable String file, @Nullable UUID thing) {
        as(
                actor,
                () -> {
                    if (id != null) store.delete(id);
                    if (form != null && file != null) store.deleteOf(form, file.toUpperCase(Locale.ROOT), thing);
                    return true;
                },
                false);
    }

    /** What a page sent, as far as it is of the form: no token, no button, nothing that another form of the page asks. */
    Map<String, List<String>> ofForm(String form, Map<String, String[]> sent) {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        forms.find(form)
                .ifPresent(definition -> sent.forEach((name, values) -> {
                    if (definition.isOfPage(name)) typed.put(name, List.of(values));
                }));
        return typed;
    }

    /** Those of the values that the form does not ask. */
    List<String> strange(String form, Map<String, List<String>> values) {
        FormDefinition<?> definition = forms.find(form).orElse(null);
        return definition == null
                ? List.of()
                : values.keySet().stream()
                        .filter(name -> !definition.isOfPage(name))
                        .sorted()
                        .toList();
    }

    /** The form's own part of the address that names the thing; empty = it names none. */
    String thing(String form) {
        return forms.find(form)
                .flatMap(FormDefinition::keptAsDraft)
                .map(KeptAsDraft::thing)
                .orElse("");
    }

    boolean keeps(String form) {
        return forms.find(form).flatMap(FormDefinition::keptAsDraft).isPresent();
    }

    private boolean isKnown(Draft.Begun begun) {
        return keeps(begun.form());
    }

    private Instant since() {
        return work.now().minus(Duration.ofDays(policies.days("draft.kept")));
    }

    /** Forms of the care side alone are kept. */
    private <T> T as(Actor actor, Supplier<T> work, T otherwise) {
        return actor.compartment() == Compartment.PROTECTION ? transactions.as(actor, work) : otherwise;
    }

    @Scheduled(fixedDelay = 300_000, initialDelay = 120_000)
    void forgetOld() {
        if (!compartments.serves(Compartment.PROTECTION)) return;
        CompartmentContext.through(Compartment.PROTECTION, () -> {
            store.forget(clock.instant());
            return true;
        });
    }
}
