package io.eunomia.bundle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.bundle.BundleException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one checked document of a bundle's data files. */
final class BundleData {
  private BundleData() {}

  static BundleFile merge(List<BundleFile> files, Roots roots) throws BundleException {
    BundleFile data;
    if (files.isEmpty()) {
      return BundleFile.owning(BundlePath.DATA, "{}".getBytes(StandardCharsets.UTF_8));
    }
    if (files.size() == 1 && files.get(0).path().equals(BundlePath.DATA)) {
      // The usual bundle: it can be large, and a tree of it much larger.
      data = files.get(0);
    } else {
      DataTree tree = new DataTree();
      for (BundleFile file : files) {
        tree.add(file.path(), BundlePath.directories(file.path()), parse(file));
      }
      data = BundleFile.owning(BundlePath.DATA, CanonicalJson.write(tree.root()));
    }
    try (JsonParser parser = DataFormat.MAPPER.createParser(data.openStream())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw invalid(data, "the root document must be an object", null);
      }
      checkObject(parser, "", roots);
      if (parser.nextToken() != null) {
        throw invalid(data, "has more than one document", null);
      }
    } catch (JsonProcessingException e) {
      throw invalid(data, DataFormat.describe(e), e);
    } catch (BundleException e) {
      throw e;
    } catch (IOException e) {
      throw invalid(data, "is not text: " + e.getMessage(), e);
    }
    return data;
  }

  private static JsonNode parse(BundleFile file) throws BundleException {
    DataFormat format = BundlePath.isYamlData(file.path()) ? DataFormat.YAML : DataFormat.JSON;
    try {
      return format.parse(file.bytes());
    } catch (JsonProcessingException e) {
      throw invalid(file, DataFormat.describe(e), e);
    }
  }

  private static void checkObject(JsonParser parser, String path, Roots roots) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String place = path.isEmpty() ? parser.currentName() : path + "/" + parser.currentName();
      JsonToken value = parser.nextToken();
      if (roots.contain(place)) {
        parser.skipChildren();
      } else if (value == JsonToken.START_OBJECT && roots.reachBelow(place)) {
        checkObject(parser, place, roots);
      } else {
        throw new BundleException(
            Reason.OUTSIDE_ROOTS,
            BundlePath.DATA,
            "data at /" + place + " is not in the roots " + roots);
      }
    }
  }

  private static BundleException invalid(
      BundleFile file, String message, @Nullable Throwable cause) {
    return new BundleException(Reason.INVALID_DATA, file.path(), message, cause);
  }
}
