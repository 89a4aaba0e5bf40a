package org.akoma.ground.people;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/** Commands of an administrator to renew another person's password, or to invite somebody anew who never came in. */
final class RenewPassword {

    private RenewPassword() {}

    /**
     * Invite somebody anew who never came in, because the link was lost or its time is over.
     *
     * @param mail where the link is sent; null = it is shown once, to be handed over. Kept nowhere
     */
    @InputForm(name = "access.invite-anew", labels = "access")
    record Invite(
            @Field(label = "access.invites.mail", example = "name@example.org")
            @Size(max = MakePerson.MAIL_LONGEST)
            @Pattern(regexp = MakePerson.MAIL, message = "access.invites.mail-form")
            @Nullable
            String mail) {}

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

        /** Nothing was renewed. */
        sealed interface Refused extends Result {}

        record NotFound() implements Refused {}

        /** Nobody who came in is invited: they are given a new password. */
        record CameIn() implements Refused {}

        record Forbidden() implements Refused {}

        record ToOneself() implements Refused {}

        /** Of a data protection officer of the founding who was never here: the next start tells the operator another one. */
        record AtTheNextStart() implements Refused {}
    }
}
