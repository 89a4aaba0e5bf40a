package org.akoma.cases;

import java.util.List;
import java.util.Map;
import org.akoma.FieldError;
import org.akoma.access.Actor;
import org.akoma.access.Entry;
import org.akoma.access.Section;
import org.akoma.journal.Journal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Registering a child: one file for each child, so likely doubles are shown first. */
@Service
public class Registrations {

    static final String ANYWAY = "cases.registered-anyway";

    private final Cases cases;
    private final Identities identities;
    private final Entry entry;
    private final Journal journal;

    Registrations(Cases cases, Identities identities, Entry entry, Journal journal) {
        this.cases = cases;
        this.identities = identities;
        this.entry = entry;
        this.journal = journal;
    }

    /** Sent again under the same id, it answers with the file that it opened. */
    public RegisterChild.Result register(Actor actor, RegisterChild command) {
        try {
            return entry.as(
                    actor,
                    () -> cases.opened(actor, command.open().id())
                            .<RegisterChild.Result>map(RegisterChild.Result.Registered::new)
                            .orElseGet(() -> open(actor, command)));
        } catch (DuplicateKeyException elsewhere) {
            return refused("id", "cases.id-taken");
        }
    }

    private RegisterChild.Result open(Actor actor, RegisterChild command) {
        List<String> alike = identities.alike(actor, command.open().identity().names()).stream()
                .map(IdentityStore.Likeness::code)
                .toList();
        if (!alike.isEmpty() && !command.anyway()) return new RegisterChild.Result.MaybeKnown(alike);
        return told(cases.open(actor, command.open()), alike);
    }

    private RegisterChild.Result told(OpenCase.Result result, List<String> alike) {
        return switch (result) {
            case OpenCase.Result.Opened(CaseFile file) -> registered(file, alike);
            case OpenCase.Result.AlreadyOpen() -> refused("id", "cases.already-open");
            case OpenCase.Result.Forbidden() -> new RegisterChild.Result.Forbidden();
            case OpenCase.Result.NoSuchSlip() -> refused("slip", "cases.no-such-slip");
            case OpenCase.Result.SlipRefused(String code) -> refused("slip", code);
            case OpenCase.Result.NoSuchWorker() -> refused("worker", "cases.no-such-worker");
        };
    }

    private RegisterChild.Result registered(CaseFile file, List<String> alike) {
        if (!alike.isEmpty()) journal.note(file.id(), Section.IDENTITY, ANYWAY, Map.of("alike", alike));
        return new RegisterChild.Result.Registered(file);
    }

    private static RegisterChild.Result refused(String field, String code) {
        return new RegisterChild.Result.Refused(List.of(FieldError.of(field, code)));
    }
}
