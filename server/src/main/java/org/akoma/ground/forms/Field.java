package org.akoma.ground.forms;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.akoma.ground.web.Form;

/** What the type of a record component does not say of a field. Data only, without behaviour; read by {@link FormDefinition}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {

    /** The code list of its answers; of an enum, where their labels are. */
    String list() default "";

    /** The codes of the list that can be chosen; empty = all. */
    String[] only() default {};

    /** Codes of the list that cannot be chosen. */
    String[] except() default {};

    /** Codes that can be chosen too, though they are not of the list: a box for all of them. All codes, where only their texts bear the name of the list. */
    String[] also() default {};

    /** How a page shows it; {@link Widget#USUAL} follows from the type. */
    Widget as() default Widget.USUAL;

    /** Lines of a long text; 0 = one line. */
    int lines() default 0;

    /** Stored sealed (identity or free text); a phone encrypts it too. */
    boolean sealed() default false;

    /** Key of the label, where it is not {@code <labels>.<field>}. */
    String label() default "";

    /** Key of the hint, where it is not {@code <label>.hint}. */
    String hint() default "";

    /** This field is asked only when that field has the answer {@link #is}; otherwise its value is dropped. */
    String when() default "";

    /** Answer of {@link #when}, as it is posted: a code, {@code true} or {@code false}. */
    String is() default "";

    /** What is said where it is not asked is kept: {@link #when} says only when it is required. */
    boolean keep() default false;

    /** Required whenever it is asked. The command refuses its absence with its own error code; a client that draws the form marks the field. */
    boolean requiredWhenAsked() default false;

    /** Texts of a list may be sent in one field, with blanks, commas or semicolons between; one text may be sent as several, as of ticked boxes. */
    boolean separated() default false;

    /**
     * A page asks for the name of what is stored as a code: a list of {@link org.akoma.ground.reference.Spellings}. The long code lists of countries and
     * languages are asked so without it.
     */
    String names() default "";

    /** Letters that the text needs at least; 0 = none. {@link #REASON} where other people rely on it, {@link #WORD} where an auditor reads it. */
    int letters() default 0;

    /** A reason on which somebody else decides. */
    int REASON = Form.LEAST_LETTERS;

    /** At least a word. */
    int WORD = 3;

    /** Its name on a page that holds several forms, where two of them have a field of the same name; programs never see it. */
    String page() default "";

    /** A value for the API description; empty = one is made from kind and limits. */
    String example() default "";

    /** Error code where {@link #requiredWhenAsked} and nothing is said; empty = the command refuses it. */
    String missing() default "";

    /** How the field is merged when two people changed it, each without having read the other's change. */
    Merge merge() default Merge.GUARDED;

    /** How a change that was made offline meets a change that was made meanwhile. */
    enum Merge {
        /** The value that is stored stays, and a supervisor decides. */
        GUARDED,
        /** The value of the higher risk counts until a supervisor decides. */
        SAFEST,
        /** Both values are kept. */
        UNION,
        /** The later value replaces the earlier one. */
        LAST
    }

    /** How a page shows a field. */
    enum Widget {
        USUAL,
        /** One line over the whole width. */
        WIDE,
        RADIOS,
        RADIOS_IN_LINE,
        /** Travels with the form, where the page has a value for it. */
        HIDDEN
    }
}
