package org.akoma.protection.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The child's family (C3, sealed as a whole; {@code requirements.md 2.3}).
 *
 * @param caregivers who cares or cared for the child, in words
 * @param siblings names or words about brothers and sisters rescued too
 * @param siblingCodes their files
 * @param role of the family in the trafficking; null = not known yet
 * @param contact whether the child may be put in contact with the family; null = not known yet
 */
public record Family(
        @Nullable String caregivers,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String siblings,
        List<String> siblingCodes,
        @Nullable Role role,
        @Nullable Contact contact,
        @Nullable String safety) {

    static final Family UNKNOWN = new Family(null, null, null, null, List.of(), null, null, null);

    public Family {
        siblingCodes = List.copyOf(siblingCodes);
    }

    /** Whether no child is to be returned to it: somebody there took part in the trafficking, or contact is unsafe. */
    boolean barsReturn() {
        return role == Role.TOOK_PART || contact == Contact.UNSAFE;
    }

    /** Whether it is written who lives there and what part they had. */
    boolean isKnown() {
        return caregivers != null && role != null;
    }

    /** The rows of {@code requirements.md 4.5}. */
    public enum Role {
        PROTECTIVE,
        UNAWARE,
        PUSHED_BY_POVERTY,
        TOOK_PART
    }

    public enum Contact {
        SAFE,
        SAFE_WITH_CARE,
        UNSAFE
    }
}
