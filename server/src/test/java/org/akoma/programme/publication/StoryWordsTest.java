package org.akoma.programme.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.akoma.FieldError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of a story that could tell who the child is are refused. */
class StoryWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Il a retrouvé sa mère à Bouaké.            | publication.story-name",
                "Kofi va à l’école.                         | publication.story-name",
                "Son oncle Yao l’attend.                    | publication.story-name",
                "Elle apprend la couture au lycée Moderne.  | publication.story-name",
                "He now goes to the school of Kumasi.       | publication.story-name",
                "Elle a revu la petite A\u00ADminata.        | publication.story-name",
                "Son code est AK-036.                       | publication.story-number",
                "Son numéro est le ٣٦.                      | publication.story-number",
                "Il a 12 ans.                               | publication.story-number",
                "Appelez le 07 08 09 10 11.                 | publication.story-number",
                "Un garçon sauvé dans le cacao de soubre.   | publication.story-name",
                "Il vit à daloa chez son oncle.             | publication.story-name",
                "Elle est revenue dans le bounkani.         | publication.story-name",
                "Il a douze ans.                            | publication.story-time",
                "Il en a seize.                             | publication.story-time",
                "Il a deux  ans.                            | publication.story-time",
                "She was ten years old.                     | publication.story-time",
                "Il est rentré un lundi de novembre.        | publication.story-time",
                "Écrivez à enfant@exemple.ci                | publication.story-number",
                "Le voir sur www.exemple.ci                 | publication.story-number"
            })
    void whatTellsWhoItIsIsRefused(String words, String code) {
        assertThat(StoryWords.wrong("textFr", words).map(FieldError::code))
                .as(words)
                .contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Il travaillait dans une plantation. Aujourd’hui il va à l’école, et il veut devenir mécanicien.",
                "Elle vient du Burkina Faso. Depuis son retour, sa mère et sa tante s’occupent d’elle.",
                "L’enfant a été accueilli par l’OIM. « Je veux apprendre », dit-il.",
                "She worked in a shop in Ghana. Now she goes to school; her aunt looks after her."
            })
    void plainWordsPass(String words) {
        assertThat(StoryWords.wrong("textFr", words)).as(words).isEmpty();
    }
}
