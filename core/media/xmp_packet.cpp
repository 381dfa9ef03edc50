#include "media/xmp_packet.h"

#include <array>
#include <string_view>
#include <utility>

namespace stillwave::media {
namespace {

using Entity = std::pair<char, std::string_view>;

// Text between tags needs only the first three entities; other tools also write the rest.
constexpr std::size_t needed_entities = 3;
constexpr std::array entities = {Entity{'&', "&amp;"},  Entity{'<', "&lt;"},    Entity{'>', "&gt;"},
                                 Entity{'"', "&quot;"}, Entity{'\'', "&apos;"}, Entity{'\'', "&#39;"},
                                 Entity{'\t', "&#x9;"}, Entity{'\n', "&#xA;"},  Entity{'\r', "&#xD;"}};

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        std::string_view written(&c, 1);
        for (std::size_t i = 0; i < needed_entities; ++i)
            if (c == entities[i].first) written = entities[i].second;
        result += written;
    }
    return result;
}

std::string unescaped(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        Entity next{text.front(), text.substr(0, 1)};
        for (const Entity& entity : entities)
            if (text.starts_with(entity.second)) next = entity;
        result += next.first;
        text.remove_prefix(next.second.size());
    }
    return result;
}

}  // namespace

std::string xmp_packet(const std::string& text) {
    return "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
           "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
           "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
           escaped(text) +
           "</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

std::string xmp_description(const std::string& packet) {
    const std::size_t property = packet.find("<dc:description");
    const std::size_t item = packet.find("<rdf:li", property);
    const std::size_t start = packet.find('>', item);
    const std::size_t end = packet.find("</rdf:li>", start);
    if (end == std::string::npos) return {};
    return unescaped(std::string_view(packet).substr(start + 1, end - start - 1));
}

}  // namespace stillwave::media
