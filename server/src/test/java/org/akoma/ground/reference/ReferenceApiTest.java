package org.akoma.ground.reference;

import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;

class ReferenceApiTest {
    private final MockMvc mvc = standaloneSetup(
                    new CodeListApi(new CodeLists()),
                    new PlaceApi(new Places()),
                    new PolicyApi(new Policies(Map.of("caseload.max", "30"))))
            .build();

    @Test
    void codeLists() throws Exception {
        mvc.perform(get("/api/v1/code-lists"))
                .andExpect(jsonPath("$.items[?(@.name == 'vic_TypeOfExploitation')].codes")
                        .value(11));
        mvc.perform(get("/api/v1/code-lists/sector"))
                .andExpect(jsonPath("$.codes[0].code").value("COCOA"))
                .andExpect(jsonPath("$.codes[0].labelFr").value("Cacao"))
                .andExpect(jsonPath("$.codes[0].htcds").value("A_AgricultureForestryAndFishing"));
        mvc.perform(get("/api/v1/code-lists/nothing"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("house.not-found"));
    }

    @Test
    void places() throws Exception {
        mvc.perform(get("/api/v1/places").param("q", "tabou"))
                .andExpect(jsonPath("$.items", hasSize(1)))
                .andExpect(jsonPath("$.items[0].parent").value("CI29"));
        mvc.perform(get("/api/v1/places")).andExpect(jsonPath("$.items", hasSize(0)));
    }

    @Test
    void policies() throws Exception {
        mvc.perform(get("/api/v1/policies"))
                .andExpect(jsonPath("$.items[?(@.key == 'caseload.max')].value").value("30"))
                .andExpect(jsonPath("$.items[?(@.key == 'caseload.max')].overridden")
                        .value(true))
                .andExpect(
                        jsonPath("$.items[?(@.key == 'caseload.max')].standing").value("OWN"));
    }
}
