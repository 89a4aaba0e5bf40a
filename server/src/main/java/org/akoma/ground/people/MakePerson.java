package org.akoma.ground.people;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Person;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.forms.Plain;
import org.jspecify.annotations.Nullable;

/**
 * Make an account with a first role, which holds once a second person has approved it.
 *
 * @param username lower case; the person keeps it, and its compartment, for ever
 * @param unit code or id of the shelter that a shelter manager runs
 * @param side whose accounts an administrator keeps; null = all
 * @param contractUntil the first day without a contract; null = open-ended
 * @param supervisor the supervisor's user name
 * @param card what colleagues know of the person; null = written later
 * @param invites whether the first half of the password is a link
 * @param mail where the link is sent; null = it is shown once, to be handed over. Kept nowhere
 */
record MakePerson(
        String username,
        String organisation,
        Role role,
        @Nullable String unit,
        GivenRole.@Nullable Side side,
        LocalDate contractFrom,
        @Nullable LocalDate contractUntil,
        String language,
        @Nullable String supervisor,
        @Nullable KeepCard card,
        boolean invites,
        @Nullable String mail) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "access.make-person", labels = "access")
    record Input(
            @Field(label = "access.person.code", hint = "access.username.rule", example = "sw-09")
            @Size(max = LONGEST)
            @Pattern(regexp = TYPED_USERNAME, message = "access.username-form")
            String username,

            @Field(example = "NGO-A") @Size(max = LONGEST) String organisation,
            GiveRole.Input given,

            @Field(example = "sup-01") @Size(max = LONGEST) @Nullable
            String supervisor,

            @Field(label = "access.contract.from") LocalDate contractFrom,

            @Field(label = "access.contract.until", example = "2016-11-16") @Nullable
            LocalDate contractUntil,

            @Field(
                    list = "language",
                    only = {"fr", "en"})
            @Nullable
            String language,

            @Field(label = "access.card.name", example = "Adjoua Konan")
            @Size(max = 80)
            @Pattern(regexp = Plain.TEXT, message = Plain.CODE)
            @Nullable
            String name,

            @Field(label = "access.card.telephone", example = "+225 07 00 00 00 00")
            @Size(max = 40)
            @Pattern(regexp = KeepCard.TELEPHONE, message = "access.telephone")
            @Nullable
            String telephone,

            @Field(label = "access.invites") @Nullable Boolean invites,

            @Field(label = "access.invites.mail", when = "invites", is = "true", example = "name@example.org")
            @Size(max = MAIL_LONGEST)
            @Pattern(regexp = MAIL, message = "access.invites.mail-form")
            @Nullable
            String mail)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            List<FieldError> wrong = new ArrayList<>();
            if (contractUntil != null && !contractUntil.isAfter(contractFrom))
                wrong.add(FieldError.of("contractUntil", "access.contract-order"));
            if (given.role() == Role.CASE_WORKER && supervisor == null)
                wrong.add(FieldError.of("supervisor", "access.supervisor-needed"));
            if (telephone != null && name == null) wrong.add(FieldError.of("name", "access.telephone-of-whom"));
            return wrong;
        }

        MakePerson command() {
            return new MakePerson(
                    username.toLowerCase(Locale.ROOT),
                    organisation.toUpperCase(Locale.ROOT),
                    given.role(),
                    given.unit(),
                    given.side(),
                    contractFrom,
                    contractUntil,
                    language == null ? "fr" : language,
                    supervisor,
                    name == null ? null : new KeepCard(0, name, null, telephone),
                    Boolean.TRUE.equals(invites),
                    mail);
        }
    }

    /** Characters of a code. */
    static final int LONGEST = 40;

    /** A user name as it may be typed; {@code new} is the address of a page. */
    static final String TYPED_USERNAME = "(?![Nn][Ee][Ww]$)[A-Za-z0-9][A-Za-z0-9._-]{1,39}";

    /** Characters of an address for a letter. */
    static final int MAIL_LONGEST = 254;

    /** What an address for a letter looks like, without spaces or a second at sign. */
    static final String MAIL = "[^\\s@<>,;\"]{1,64}@[A-Za-z0-9.-]{1,180}";

    /** What a user name looks like. */
    static final String USERNAME = "[a-z0-9][a-z0-9._-]{1,39}";

    Person person(UUID id, Organisation at, @Nullable Person led) {
        return new Person(
                id,
                username,
                at.id(),
                at.code(),
                role.compartment(),
                contractUntil,
                led == null ? null : led.id(),
                Set.of());
    }

    Invitations.To invited() {
        return new Invitations.To(username, language, mail);
    }

    sealed interface Result {
        /** What is wrong with a field of it; null: it is made, or forbidden. */
        default @Nullable FieldError error() {
            return switch (this) {
                case Made _, Forbidden _ -> null;
                case NameTaken _ -> FieldError.of("username", "access.name-taken");
                case NoOrganisation _ -> FieldError.of("organisation", "access.no-organisation");
                case InPolice _ -> FieldError.of("organisation", GivenRoles.IN_POLICE);
                case NoUnit _ -> FieldError.of("unit", "access.no-unit");
                case NoSupervisor _ -> FieldError.of("supervisor", "access.no-supervisor");
            };
        }

        /** @param firstHalf of the first password, shown now and never again; who agrees to the role hands over the other half */
        record Made(Person person, GivenRole role, String firstHalf) implements Result {
            @Override
            public String toString() {
                return "Made[" + person.username() + "]";
            }
        }

        record Forbidden() implements Result {}

        record NameTaken() implements Result {}

        /** No such structure, or it does not exist on the first day of the contract. */
        record NoOrganisation() implements Result {}

        /** Nobody of this code supervises cases in the structure, will once their role is approved, or is its deputy. */
        record NoSupervisor() implements Result {}

        /** In a structure of law enforcement nobody cares for children, pays or watches over what is said of them. */
        record InPolice() implements Result {}

        /** No shelter of the structure, or a role that runs none. */
        record NoUnit() implements Result {}
    }
}
