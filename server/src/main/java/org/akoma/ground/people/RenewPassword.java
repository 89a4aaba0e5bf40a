package org.akoma.ground.people;

import java.util.List;
import java.util.UUID;

/** Command of an administrator to renew another person's password. */
final class RenewPassword {

    private RenewPassword() {}

    sealed interface Result {
        /** Of who has no role yet: who agrees to the role hands over the other half. It is shown now and never again. */
        record Renewed(String firstHalf) implements Result {
            @Override
            public String toString() {
                return "Renewed[]";
            }
        }

        /**
         * A second person decides, and hands over the other half: neither of the two can enter in the person's name.
         *
         * @param firstHalf shown now and never again
         * @param deciders codes of those who may decide
         */
        record Asked(UUID decision, String firstHalf, List<String> deciders) implements Result {
            public Asked {
                deciders = List.copyOf(deciders);
            }

            @Override
            public String toString() {
                return "Asked[" + decision + "]";
            }
        }

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record ToOneself() implements Result {}

        /** Of a data protection officer of the founding who was never here: the next start tells the operator another one. */
        record AtTheNextStart() implements Result {}
    }
}
