package io.jenkins.plugins.ecs.cloud;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Reads every text in an answer as {@link PlainText}, but for the console output of a server, whose lines are looked at one by one. */
final class PlainTextParser extends JsonParserDelegate {

    private static final String LINES = "output";

    private PlainTextParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public String getText() throws IOException {
        return cleaned(super.getText());
    }

    @Override
    public String getValueAsString() throws IOException {
        return cleaned(super.getValueAsString());
    }

    @Override
    public String getValueAsString(String otherwise) throws IOException {
        return cleaned(super.getValueAsString(otherwise));
    }

    @Override
    public boolean hasTextCharacters() {
        return false; // so that nobody takes the text as it came
    }

    private String cleaned(String text) throws IOException {
        return currentToken() == JsonToken.VALUE_STRING && LINES.equals(currentName()) ? text : PlainText.of(text);
    }

    /** Makes such parsers for texts. */
    static final class Factory extends JsonFactory {

        private static final long serialVersionUID = 1L;

        @Override
        public JsonParser createParser(String text) throws IOException {
            return new PlainTextParser(super.createParser(text));
        }

        /** Nobody reads in another way. */
        @Override
        public JsonParser createParser(byte[] data) {
            throw new UnsupportedOperationException();
        }
    }
}
