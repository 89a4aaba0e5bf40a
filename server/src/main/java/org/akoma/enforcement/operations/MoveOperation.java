package org.akoma.enforcement.operations;

import java.util.List;
import org.akoma.airlock.slips.SlipsSentBack;

/**
 * Start or close an operation.
 *
 * @param to RUNNING or CLOSED
 */
public record MoveOperation(String code, int version, OperationStatus to) {

    /**
     * What is to be known before an operation ends.
     *
     * @param withoutSlip codes of the children whom no slip hands over
     * @param sentBack the slips that care sent back, whose child nobody received since
     * @param undecided codes of the persons about whom nothing is decided
     * @param open numbers of the slips that no officer signed
     * @param signed numbers of the slips that care has not answered
     */
    public record Ending(
            List<String> withoutSlip,
            List<SlipsSentBack.Waiting> sentBack,
            List<String> undecided,
            List<String> open,
            List<String> signed) {
        public Ending {
            withoutSlip = List.copyOf(withoutSlip);
            sentBack = List.copyOf(sentBack);
            undecided = List.copyOf(undecided);
            open = List.copyOf(open);
            signed = List.copyOf(signed);
        }

        public boolean possible() {
            return withoutSlip.isEmpty() && sentBack.isEmpty();
        }
    }

    public sealed interface Result {
        record Moved(Operation operation) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        /** Care holds too few places ready, or has not confirmed them. */
        record CareMissing(int expected, int available) implements Result {}

        /** The structure that was asked has not confirmed the places with an account of its own. */
        record CareUnconfirmed(String structure) implements Result {}

        /** No structure that takes part has an officer: nobody could write a hand-over slip. */
        record NoOfficers() implements Result {}

        /** Care sent the slips of these children back, and nobody has received them since. */
        record ChildrenSentBack(List<String> slips) implements Result {
            public ChildrenSentBack {
                slips = List.copyOf(slips);
            }
        }

        /** These children have no hand-over slip: until there is one the operation does not end. */
        record ChildrenWithoutSlip(List<String> persons) implements Result {
            public ChildrenWithoutSlip {
                persons = List.copyOf(persons);
            }
        }

        /** The operation's status does not allow this step. */
        record NotNow(OperationStatus current) implements Result {}

        record Changed(Operation current) implements Result {}
    }
}
