package org.akoma.programme.publication;

import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * Write a story of a child who said yes to press and communication, in both languages, under an id that the caller made.
 *
 * @param file code of the child's file; the readers never see it
 */
@InputForm(name = "publication.write-story", labels = "publication.story")
public record WriteStory(
        UUID id,
        @Field(example = "AK-001") @Size(max = 40) String file,

        @Field(as = Field.Widget.WIDE) @Size(max = LONGEST_TITLE)
        String titleFr,

        @Field(lines = 8) @Size(max = LONGEST) String textFr,

        @Field(as = Field.Widget.WIDE) @Size(max = LONGEST_TITLE)
        String titleEn,

        @Field(lines = 8) @Size(max = LONGEST) String textEn)
        implements Checked {

    static final int LONGEST = 3_000;
    static final int LONGEST_TITLE = 120;

    @Override
    public List<FieldError> wrong() {
        List<FieldError> wrong = new ArrayList<>();
        StoryWords.wrong("titleFr", titleFr).ifPresent(wrong::add);
        StoryWords.wrong("textFr", textFr).ifPresent(wrong::add);
        StoryWords.wrong("titleEn", titleEn).ifPresent(wrong::add);
        StoryWords.wrong("textEn", textEn).ifPresent(wrong::add);
        return wrong;
    }

    /** Words that are in none of the house's texts, and so may be names: who agrees looks at each of them. */
    List<String> oddWords() {
        String french = titleFr + " " + textFr;
        String english = titleEn + " " + textEn;
        return Stream.concat(
                        HouseWords.FRENCH.unknown(french, english).stream(),
                        HouseWords.ENGLISH.unknown(english, french).stream())
                .distinct()
                .toList();
    }

    /** All words of it. */
    String words() {
        return String.join(" ", titleFr, textFr, titleEn, textEn);
    }
}
