"""Models of a few thousand weights with a tokenizer trained here: the code path of real ones, in a second."""

import torch
from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    LlamaConfig,
    LlamaForCausalLM,
    PreTrainedTokenizerFast,
    T5Config,
    T5ForConditionalGeneration,
)

TEXTS = [
    "Der Stadtrat hat am Donnerstag den Haushalt beschlossen, und die Opposition stimmte dagegen.",
    "The council passed the budget on Thursday, and the opposition voted against it.",
    "Between the lines stands an article. Zwischen den Zeilen steht ein Artikel.",
]
CHAT = (
    "{% for message in messages %}<|turn|>{{ message['role'] }}\n{{ message['content'] }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}"
)


def tokenizer(chat: bool = False, encoder: bool = False):
    trained = Tokenizer(models.BPE(unk_token="<unk>"))
    trained.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    specials = ["<pad>", "<|end|>", "<unk>", "<|turn|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trained.train_from_iterator(
        TEXTS,
        trainers.BpeTrainer(vocab_size=400, special_tokens=specials, initial_alphabet=alphabet, show_progress=False),
    )
    from tokenizers import decoders

    trained.decoder = decoders.ByteLevel()
    if encoder:
        trained.post_processor = processors.TemplateProcessing(single="$A <|end|>", special_tokens=[("<|end|>", 1)])
    made = PreTrainedTokenizerFast(
        tokenizer_object=trained,
        pad_token="<pad>",
        eos_token="<|end|>",
        unk_token="<unk>",
        additional_special_tokens=["<|turn|>"],
        model_max_length=256,
    )
    made.chat_template = CHAT if chat else None
    return made


def save(kind: str, folder, chat: bool = True, width: int = 32):
    """Write a tiny model of a kind (llama, t5, bart), ``width`` numbers wide, as save_pretrained does."""
    torch.manual_seed(7)
    words = tokenizer(chat=chat and kind == "llama", encoder=kind != "llama")
    size, common = len(words), {"pad_token_id": 0, "eos_token_id": 1}
    if kind == "llama":
        config = LlamaConfig(
            vocab_size=size,
            hidden_size=width,
            intermediate_size=2 * width,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=256,
            bos_token_id=3,
            **common,
        )
        model = LlamaForCausalLM(config)
    elif kind == "t5":
        config = T5Config(
            vocab_size=size,
            d_model=width,
            d_kv=8,
            d_ff=2 * width,
            num_layers=2,
            num_heads=4,
            decoder_start_token_id=0,
            **common,
        )
        model = T5ForConditionalGeneration(config)
    else:
        config = BartConfig(
            vocab_size=size,
            d_model=width,
            encoder_layers=2,
            decoder_layers=2,
            encoder_attention_heads=4,
            decoder_attention_heads=4,
            encoder_ffn_dim=2 * width,
            decoder_ffn_dim=2 * width,
            max_position_embeddings=256,
            decoder_start_token_id=3,
            init_std=0.6,
            tie_word_embeddings=False,
            bos_token_id=3,
            forced_eos_token_id=1,
            **common,
        )
        model = BartForConditionalGeneration(config)
    model.save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def save_gguf(folder, path):
    """Write a saved tiny Llama as a GGUF file, in the form that llama.cpp gives such files."""
    import json

    import gguf
    from transformers import AutoTokenizer

    model = LlamaForCausalLM.from_pretrained(folder)
    config, words = model.config, AutoTokenizer.from_pretrained(folder)
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("tiny")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(10000.0)
    writer.add_vocab_size(config.vocab_size)
    trained = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]
    tokens = [words.convert_ids_to_tokens(number) for number in range(len(words))]
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list(tokens)
    special = set(words.all_special_tokens)
    writer.add_token_types([3 if token in special else 1 for token in tokens])
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in trained["merges"]])
    writer.add_eos_token_id(1)
    writer.add_pad_token_id(0)
    writer.add_bos_token_id(3)
    writer.add_chat_template(CHAT)
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.LLAMA, config.num_hidden_layers)
    for name, tensor in model.state_dict().items():
        array = tensor.detach().numpy()
        heads = {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}
        for part, count in heads.items():
            if part in name:  # llama.cpp keeps the halves of each head's rotation side by side
                shape = array.shape
                array = array.reshape(count, 2, shape[0] // count // 2, *shape[1:]).swapaxes(1, 2).reshape(shape)
        writer.add_tensor(names.get_name(name, try_suffixes=(".weight",)), array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
