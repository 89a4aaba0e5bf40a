package org.akoma.protection.cases;

import java.util.Map;
import org.akoma.ground.decisions.Decision;
import org.jspecify.annotations.Nullable;

/**
 * How the form of one kind of proposal on a file is filled again when it was taken back or refused: a bean of the room that keeps the record. A kind
 * whose form names its fields as the decision does, and asks for the {@code reason}, needs none.
 *
 * @param kind of the decision
 * @param reason field of the form that asks for the reason
 * @param names of fields that the form names otherwise than the decision
 * @param filling adds what the decision does not keep
 */
public record ProposalForm(String kind, String reason, Map<String, String> names, Filling filling) {

    /** Adds to what is typed, by the names of the form. Call inside an actor's transaction. */
    public interface Filling {
        void fill(CaseFile file, Decision taken, Map<String, Object> typed);
    }

    private static final Filling NOTHING = (file, taken, typed) -> {};

    public ProposalForm {
        names = Map.copyOf(names);
    }

    public static ProposalForm of(String kind) {
        return new ProposalForm(kind, "reason", Map.of(), NOTHING);
    }

    /** The same form, where the reason is asked for under this name. */
    public ProposalForm asking(String field) {
        return new ProposalForm(kind, field, names, filling);
    }

    /** The same form, where fields have other names. */
    public ProposalForm naming(Map<String, String> other) {
        return new ProposalForm(kind, reason, other, filling);
    }

    public ProposalForm filled(Filling by) {
        return new ProposalForm(kind, reason, names, by);
    }

    /** For {@link Filling}: what is not known is not typed. */
    public static void put(Map<String, Object> typed, String name, @Nullable Object value) {
        if (value != null) typed.put(name, value);
    }
}
