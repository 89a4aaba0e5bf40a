package org.akoma.protection.registration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.OpenCase;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Registering a child: one file for each child, so likely doubles are shown first. */
@Service
public class Registrations {

    static final String ANYWAY = "cases.registered-anyway";

    private final Cases cases;
    private final Identities identities;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final SentCommands sent;
    private final Organisations organisations;

    Registrations(
            Cases cases,
            Identities identities,
            ActorTransactions transactions,
            Journal journal,
            SentCommands sent,
            Organisations organisations) {
        this.organisations = organisations;
        this.sent = sent;
        this.cases = cases;
        this.identities = identities;
        this.transactions = transactions;
        this.journal = journal;
    }

    /** The country of the actor's structure, where most children whom it receives are; empty where it is not known. */
    Optional<String> country(Actor actor) {
        return transactions.as(
                actor, () -> organisations.find(actor.organisation()).map(Organisation::country));
    }

    /** Ends the transaction in which the file was opened without a trace; carries the answer out of it. */
    private static final class Unopened extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Identities.Alike alike;

        Unopened(Identities.Alike alike) {
            super(null, null, false, false);
            this.alike = alike;
        }
    }

    /**
     * Sent again under the same id, it answers with the file that it opened. Doubles are looked for last, when no other rule refuses the
     * registration, so that a command that cannot open a file learns nothing about other files ({@code trust.md G9}).
     */
    RegisterChild.Result register(Actor actor, RegisterChild command) {
        try {
            return transactions.as(actor, () -> register(actor, command, true));
        } catch (Unopened known) {
            // what was written is undone, and that it was asked is kept
            return transactions.as(actor, () -> {
                Identities.Alike alike = identities.alike(
                        actor, command.open().id(), command.open().identity(), true);
                return new RegisterChild.Result.MaybeKnown(alike.codes(), alike.elsewhere());
            });
        } catch (DuplicateKeyException elsewhere) {
            return refused("id", "cases.id-taken");
        }
    }

    /**
     * One of many, in the caller's transaction, which is to be rolled back unless it is registered. Files that the actor does not see are left
     * out of the answer; their supervisors are asked about the pair.
     */
    public RegisterChild.Result registerAmongMany(Actor actor, RegisterChild command) {
        try {
            return transactions.as(actor, () -> register(actor, command, false));
        } catch (Unopened known) {
            return new RegisterChild.Result.MaybeKnown(known.alike.codes(), false);
        } catch (DuplicateKeyException elsewhere) {
            return refused("id", "cases.id-taken");
        }
    }

    private RegisterChild.Result register(Actor actor, RegisterChild command, boolean told) {
        return cases.opened(actor, command.open().id())
                .map(file -> again(file, command))
                .orElseGet(() -> open(actor, command, told));
    }

    private RegisterChild.Result again(CaseFile file, RegisterChild command) {
        return sent.isSame(file.id(), file.id(), command.open())
                ? new RegisterChild.Result.Registered(file)
                : refused("id", CaseWork.OTHER_CONTENT);
    }

    private RegisterChild.Result open(Actor actor, RegisterChild command, boolean told) {
        OpenCase.Result opened = cases.open(actor, command.open());
        if (!(opened instanceof OpenCase.Result.Opened)) return told(opened, Identities.Alike.NONE);
        Identities.Alike alike =
                identities.alike(actor, command.open().id(), command.open().identity(), told);
        if (!alike.none() && !command.anyway()) throw new Unopened(alike);
        sent.keep(command.open().id(), command.open().id(), command.open());
        return told(opened, alike);
    }

    private RegisterChild.Result told(OpenCase.Result result, Identities.Alike alike) {
        return switch (result) {
            case OpenCase.Result.Opened(CaseFile file) -> registered(file, alike);
            case OpenCase.Result.AlreadyOpen() -> refused("id", "cases.already-open");
            case OpenCase.Result.Forbidden() -> new RegisterChild.Result.Forbidden();
            case OpenCase.Result.NoSuchSlip() -> refused("slip", "cases.no-such-slip");
            case OpenCase.Result.SlipRefused(String code) -> refused("slip", code);
            case OpenCase.Result.NoSuchWorker() -> refused("worker", "cases.no-such-worker");
        };
    }

    private RegisterChild.Result registered(CaseFile file, Identities.Alike alike) {
        if (!alike.none())
            journal.note(
                    file.id(),
                    Section.IDENTITY,
                    ANYWAY,
                    Map.of("alike", alike.codes(), "elsewhere", alike.elsewhere()));
        return new RegisterChild.Result.Registered(file);
    }

    private static RegisterChild.Result refused(String field, String code) {
        return new RegisterChild.Result.Refused(List.of(FieldError.of(field, code)));
    }
}
