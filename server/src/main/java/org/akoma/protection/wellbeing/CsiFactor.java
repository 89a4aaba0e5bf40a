package org.akoma.protection.wellbeing;

/** The twelve factors of the Child Status Index, in its order ({@code requirements.md 4.1}, [S34][S35]); labels are in the list {@code csi-factor}. */
public enum CsiFactor {
    FOOD_SECURITY("1A"),
    NUTRITION_GROWTH("1B"),
    SHELTER("2A"),
    CARE("2B"),
    ABUSE_EXPLOITATION("3A"),
    LEGAL_PROTECTION("3B"),
    WELLNESS("4A"),
    HEALTH_CARE("4B"),
    EMOTIONAL_HEALTH("5A"),
    SOCIAL_BEHAVIOUR("5B"),
    PERFORMANCE("6A"),
    EDUCATION_WORK("6B");

    private final String number;

    CsiFactor(String number) {
        this.number = number;
    }

    public String number() {
        return number;
    }

    /** Of the six domains, from 1; each has two factors. */
    public int domain() {
        return number.charAt(0) - '0';
    }
}
