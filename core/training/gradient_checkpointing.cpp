#include "training/gradient_checkpointing.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>

#include <utility>

namespace stillwave::training {
namespace {

/// The layer and its context, as an autograd node keeps them.
struct KeptLayer : torch::CustomClassHolder {
    KeptLayer(svd::UNetLayer kept_layer, const svd::UNetContext& kept_context)
        : layer(std::move(kept_layer)), context(kept_context) {}

    svd::UNetLayer layer;
    svd::UNetContext context;
};

class Checkpointed : public torch::autograd::Function<Checkpointed> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* node, const at::Tensor& input, const at::Tensor& temb,
                              const c10::intrusive_ptr<torch::CustomClassHolder>& holder) {
        const auto& kept = static_cast<const KeptLayer&>(*holder);
        node->save_for_backward({input, temb});
        node->saved_data["layer"] = c10::IValue::make_capsule(holder);
        // With gradients, so that the layers compute as they do the second time; what they keep goes at once.
        const at::AutoGradMode with_gradients(true);
        auto context = kept.context;
        context.temb = temb.detach();
        return kept.layer(input.detach(), context).detach();
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* node,
                                                   torch::autograd::variable_list gradients) {
        const auto saved = node->get_saved_variables();
        const auto capsule = node->saved_data["layer"].toCapsule();
        const auto& kept = *static_cast<const KeptLayer*>(capsule.get());
        const auto input = saved[0].detach().requires_grad_(), temb = saved[1].detach().requires_grad_();
        {
            const at::AutoGradMode with_gradients(true);
            auto context = kept.context;
            context.temb = temb;
            const torch::autograd::variable_list output = {kept.layer(input, context)};
            torch::autograd::backward(output, {gradients[0]});
        }
        return {input.grad(), temb.grad(), {}};
    }
};

}  // namespace

at::Tensor run_checkpointed(const svd::UNetLayer& layer, const at::Tensor& input, const svd::UNetContext& context) {
    // Where no input needs a gradient, autograd would not call the layer's backward and its weights would get none.
    const auto hidden_states = input.requires_grad() ? input : input.detach().requires_grad_();
    return Checkpointed::apply(
        hidden_states, context.temb,
        c10::intrusive_ptr<torch::CustomClassHolder>(c10::make_intrusive<KeptLayer>(layer, context)));
}

}  // namespace stillwave::training
